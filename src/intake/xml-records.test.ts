import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allInside,
  childrenOf,
  readXmlRecords,
  textOf,
  type XmlElement,
  type XmlEvent,
} from './xml-records.ts';

async function eventsOf(
  content: string | Buffer | Iterable<Buffer>,
  maxRecord?: number,
): Promise<XmlEvent[]> {
  const chunks = typeof content === 'string' || Buffer.isBuffer(content) ? [Buffer.from(content)] : content;
  const stream = Readable.from(chunks, { objectMode: false });
  const events: XmlEvent[] = [];
  const options = { file: 'a.xml', record: 'entry', ...(maxRecord && { maxRecord }) };
  for await (const batch of readXmlRecords(stream, options)) events.push(...batch);
  return events;
}

const records = (events: readonly XmlEvent[]): XmlElement[] =>
  events.flatMap((event) => (event.type === 'record' ? [event.element] : []));

describe('readXmlRecords', () => {
  it('gives the root, the records with all inside, and what stands beside them', async () => {
    const events = await eventsOf(
      `<?xml version="1.0"?><x:list xmlns:x="urn:a" date="2026"><date>today</date>
       <x:entry id="1"><x:name>A &amp; B</x:name><name><![CDATA[<C>]]></name></x:entry>
       <group><entry id="2"/><entry id="3"><entry id="4"/></entry></group></x:list>`,
    );
    expect(events[0]).toMatchObject({
      type: 'root',
      element: { name: 'list', attributes: { date: '2026' } },
    });
    expect(events[1]).toMatchObject({ type: 'other', element: { name: 'date', text: 'today' } });
    const found = records(events);
    expect(found.map((entry) => entry.attributes.id)).toEqual(['1', '2', '3']);
    const [first, , third] = found;
    if (!first || !third) throw new Error('no record');
    expect(first.line).toBe(2);
    expect(textOf(first, 'name')).toBe('A & B');
    expect(childrenOf(first, 'name').map((name) => name.text)).toEqual(['A & B', '<C>']);
    expect(allInside(third, 'entry')).toHaveLength(1);
  });

  const bomb = `<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><l><entry>&b;</entry></l>`;
  const external = `<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l><entry>&x;</entry></l>`;
  it.each([
    ['an XML bomb', bomb, /type declaration is not allowed/],
    ['an external entity', external, /type declaration is not allowed/],
    ['an entity that nobody declared', '<l><entry>&x;</entry></l>', /not well-formed/],
    ['a cut-off file', '<l><entry><name>A', /not well-formed/],
    ['text', 'id,name\n', /not well-formed/],
    ['nothing', ' ', /not well-formed|no XML/],
    ['another encoding', Buffer.from('<l><entry>D\xfcr</entry></l>', 'latin1'), /not UTF-8/],
    ['UTF-16', Buffer.from('\ufeff<l/>', 'utf16le'), /not UTF-8|not well-formed/],
    ['deep nesting', `<l>${'<a>'.repeat(5_000)}`, /more than 32 elements inside one another/],
  ])('refuses %s', async (_, content, message) => {
    await expect(eventsOf(content)).rejects.toThrow(message);
    await expect(eventsOf(content)).rejects.toMatchObject({ name: 'ListError', file: 'a.xml' });
  });

  it('refuses a record without end, however it is long', async () => {
    function* endless(open: string, middle: string): Iterable<Buffer> {
      yield Buffer.from(`<l>${open}`);
      const block = Buffer.from(middle.repeat(1_000));
      for (;;) yield block;
    }
    await expect(eventsOf(endless('<entry>', 'text '), 100_000)).rejects.toThrow(/100000 characters/);
    await expect(eventsOf(endless('<entry>', '<a>some more text</a>'), 100_000)).rejects.toThrow(
      /100000 characters/,
    );
    await expect(eventsOf(endless('<entry a="', 'text '), 100_000)).rejects.toThrow(/100000 characters/);
    await expect(eventsOf(endless('<!-- ', 'text '), 100_000)).rejects.toThrow(/100000 characters/);
    await expect(eventsOf(endless('<entry>', '<a/>'))).rejects.toThrow(/100000 elements/);
  });

  it('never throws anything but a ListError', async () => {
    const piece = fc.constantFrom(
      '<l>',
      '</l>',
      '<entry',
      ' a="1"',
      '>',
      '</entry>',
      '<b/>',
      '&amp;',
      '&',
      ']]>',
      'x',
      '<!--',
      '-->',
      '<?p?>',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(piece, fc.string()), { maxLength: 20 }), async (pieces) => {
        await eventsOf(pieces.join('')).catch((error: unknown) => {
          expect(error).toMatchObject({ name: 'ListError' });
        });
      }),
      { numRuns: 500 },
    );
  });
});
