/** Tags of service segments, PAXLST (UN/EDIFACT D.02B to D.18B), CUSRES and PNRGOV (PADIS 10:1 to 21:1). */
const TAGS =
  'NAD SRC TIF TVL DOC UNH UNT UNB UNZ UNG UNE UNS BGM DTM LOC RFF ATT NAT SSR RCI MSG ORG EQN COM CTA MEA GEI FTX EMP CPI QTY CNT ERP ERC DAT IFT REF EBD FAR ADD FTI TKT MON PTK TXD FOP RPI TRA APD TRI SSD TBD ABI SAC LTS PDT AUT UCI UCM UCS UCF PRI PNA ITC PSI CRI EQI FDQ TFF ICI STS GIS SEQ HAN ERI TDT';

/** In the order in which a damaged tag is taken for one of them: first those that open a record. */
const ORDERED = TAGS.split(' ');
const KNOWN = new Set(ORDERED);

/** All others of the UN/EDIFACT directories D.98B to D.18B: segments that have no place here, but no damaged tags either. */
const OF_DIRECTORY = new Set(
  'ADR AGR AJT ALC ALI APP APR ARD ARR ASI BAS BII BUS CAV CCD CCI CDI CDS CDV CED CIN CLA CLI CMP CNI COD CPS CPT CST CUX DAM DAV DFN DGS DII DIM DLI DLM DMS DRD DSG DSI EDT EFI ELM ELU ELV EQA EQD EVE FCA FII FNS FNT FOR FRM FSQ GDS GID GIN GIR GOR GPO GRU HDI HDS HYN ICD IDE IFD IHC IMD IND INP INV IRQ ITD ITM LAN LIN MEM MKS MOA MSD MTD PAC PAI PAS PAT PCC PCD PCI PDI PER PGI PIA PIT POC PRC PRE PRO PRV PSD PTY PYT QRS QTI QUA QVR RCS REL RJL RNG ROD RSL RTE SAL SCC SCD SEG SEL SFI SGP SGU SPR SPS STA STC STG TAX TCC TEM TMD TMP TOD TPL TRU TSR'.split(
    ' ',
  ),
);

/** Capital letters are 0x41 to 0x5A: their low five bits tell them apart. */
const LETTER_BITS = 5;

/**
 * A value for each of some tags, looked up by three bytes of a segment without making a text of them: this is asked at
 * every separator of a stream.
 */
export function tagTable<T>(
  entries: Iterable<readonly [string, T]>,
  other: T,
): (bytes: Uint8Array, at: number) => T {
  const table: T[] = Array(1 << (3 * LETTER_BITS)).fill(other);
  for (const [tag, value] of entries)
    table[
      ((tag.charCodeAt(0) & 31) << (2 * LETTER_BITS)) |
        ((tag.charCodeAt(1) & 31) << LETTER_BITS) |
        (tag.charCodeAt(2) & 31)
    ] = value;
  return (bytes, at) => {
    const first = bytes[at] as number;
    const second = bytes[at + 1] as number;
    const third = bytes[at + 2] as number;
    // Three letters have bit 6 and none of bits 5 and 7.
    if ((first & 0xe0) !== 0x40 || (second & 0xe0) !== 0x40 || (third & 0xe0) !== 0x40) return other;
    return table[((first & 31) << (2 * LETTER_BITS)) | ((second & 31) << LETTER_BITS) | (third & 31)] as T;
  };
}

/** The known tag that stands at a place. */
export const tagAt = tagTable<string | undefined>(
  ORDERED.map((tag) => [tag, tag]),
  undefined,
);

export const KNOWN_TAGS: readonly string[] = ORDERED;
export const isKnownTag = (tag: string): boolean => KNOWN.has(tag);
export const isTag = (tag: string): boolean => /^[A-Z]{3}$/.test(tag);

/** One letter missing, added or other. */
function isOneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let head = 0;
  while (head < a.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return Math.max(a.length, b.length) - head - tail <= 1;
}

/**
 * The tag that a damaged one was: one letter apart (letters in wrong case count as right). Never a service segment's:
 * a message closed by mistake costs more than one closed late.
 */
export function mendedTag(damaged: string): string | undefined {
  const tag = damaged.trim().toUpperCase();
  if (KNOWN.has(tag)) return tag;
  if (OF_DIRECTORY.has(tag)) return undefined;
  if (tag.length < 2 || tag.length > 4) return undefined;
  return ORDERED.find((known) => !known.startsWith('UN') && isOneEditApart(tag, known));
}
