/** First bytes of what we do not unpack, and what to do about it. */
const REFUSED: readonly { readonly magic: string; readonly what: string }[] = [
  {
    magic: '504b0304',
    what: 'a zip archive (or a spreadsheet, which is one); unpack it and give the files inside',
  },
  { magic: '504b0506', what: 'an empty zip archive' },
  { magic: '377abcaf271c', what: 'a 7z archive; unpack it and give the files inside' },
  { magic: 'fd377a585a00', what: 'compressed with xz; unpack it first (unxz)' },
  { magic: '425a68', what: 'compressed with bzip2; unpack it first (bunzip2)' },
  { magic: '28b52ffd', what: 'compressed with zstd; unpack it first (unzstd)' },
  { magic: '25504446', what: 'a PDF; ask whoever made it for the data as text (XML, CSV or EDIFACT)' },
  {
    magic: 'd0cf11e0a1b11ae1',
    what: 'a message of Outlook or an old office file; save it as text (.eml, .txt or .csv)',
  },
];

/** What a file is that begins so, and what to do about it, where it is nothing that is read. */
export function refusedKind(head: Buffer): string | undefined {
  const hex = head.toString('hex', 0, 8);
  return REFUSED.find(({ magic }) => hex.startsWith(magic))?.what;
}
