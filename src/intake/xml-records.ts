import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { ListError } from './reader.ts';

/** An element of a record, read whole. Names are without prefix: publishers change prefixes, not names. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All text inside, without that of the children. */
  readonly text: string;
  readonly line: number;
}

export type XmlEvent =
  /** The first element, with its attributes only. */
  | { readonly type: 'root'; readonly element: XmlElement }
  | { readonly type: 'record'; readonly element: XmlElement }
  /** An element that stands under the root beside the records. */
  | { readonly type: 'other'; readonly element: XmlElement };

export interface XmlRecordsOptions {
  /** Name of the file in messages. */
  readonly file: string;
  /** Name (or names) of the elements that are records, wherever they stand. */
  readonly record: string | readonly string[];
  /** Most characters of one record. */
  readonly maxRecord?: number;
  readonly onBytes?: (bytes: number) => void;
}

/** The longest records of published lists are below 200,000 characters. */
const MAX_RECORD = 4 * 1024 * 1024;
const MAX_DEPTH = 32;
/** Elements in one record, each of which costs memory beyond its text. */
const MAX_ELEMENTS = 100_000;

interface Building {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
  readonly line: number;
}

/**
 * Streams the records of an XML file in batches. A document type declaration is refused, so that no entity can be
 * declared (no external files, no expansion), and so are records that are too long, too deep or of too many elements.
 * Throws {@link ListError} with the line for anything that is not well-formed, is cut off, or is not UTF-8.
 */
export async function* readXmlRecords(
  stream: Readable,
  { file, record, maxRecord = MAX_RECORD, onBytes }: XmlRecordsOptions,
): AsyncIterable<readonly XmlEvent[]> {
  const kinds = [record].flat();
  const isRecordName = (name: string): boolean => kinds.includes(name);
  const parser = new SaxesParser({ position: true, xmlns: false });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let batch: XmlEvent[] = [];
  let path: Building[] = [];
  let depth = 0;
  let size = 0;
  let elements = 0;
  let rootRead = false;
  // Characters given to the parser, and how many of them when it last came upon a tag: it keeps what is between.
  let written = 0;
  let lastTag = 0;

  const refuse = (reason: string): never => {
    throw new ListError(reason, file, parser.line);
  };
  const grow = (by: number): void => {
    size += by;
    if (size > maxRecord) refuse(`<${path[0]?.name}> holds more than ${maxRecord} characters`);
  };

  parser.on('error', (error) => refuse(`not well-formed XML: ${error.message.replace(/^\d+:\d+: /, '')}`));
  parser.on('doctype', () => refuse('a document type declaration is not allowed in a list'));
  parser.on('opentag', (tag) => {
    const name = localName(tag.name);
    lastTag = written;
    depth++;
    if (depth > MAX_DEPTH) refuse(`more than ${MAX_DEPTH} elements inside one another`);
    const element: Building = {
      name,
      attributes: tag.attributes,
      children: [],
      text: '',
      line: parser.line,
    };
    if (!rootRead) {
      rootRead = true;
      batch.push({ type: 'root', element });
      if (!isRecordName(name)) return;
    }
    // What stands under the root and holds records is no record itself.
    if (isRecordName(name) && path[0] && !isRecordName(path[0].name)) path = [];
    if (path.length === 0) {
      // Only records are read whole, and what stands right under the root; other elements are walked through.
      if (!isRecordName(name) && depth !== 2) return;
      size = 0;
      elements = 0;
    }
    if (++elements > MAX_ELEMENTS) refuse(`<${path[0]?.name}> holds more than ${MAX_ELEMENTS} elements`);
    for (const [key, value] of Object.entries(tag.attributes)) grow(key.length + value.length);
    path.push(element);
  });
  parser.on('text', (text) => {
    const open = path.at(-1);
    if (!open) return;
    grow(text.length);
    open.text += text;
  });
  parser.on('cdata', (text) => {
    const open = path.at(-1);
    if (!open) return;
    grow(text.length);
    open.text += text;
  });
  parser.on('closetag', (tag) => {
    lastTag = written;
    depth--;
    const element = path.at(-1);
    if (!element || element.name !== localName(tag.name)) return;
    path.pop();
    const parent = path.at(-1);
    if (parent) parent.children.push(element);
    else batch.push({ type: isRecordName(element.name) ? 'record' : 'other', element });
  });

  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    const text = decode(decoder, chunk, file, parser.line);
    written += text.length;
    parser.write(text);
    if (written - lastTag > maxRecord) refuse(`more than ${maxRecord} characters without a tag`);
    onBytes?.(bytes);
    if (batch.length > 0) {
      yield batch;
      batch = [];
    }
  }
  parser.write(decode(decoder, undefined, file, parser.line));
  parser.close();
  if (!rootRead) throw new ListError('no XML in the file', file);
  if (batch.length > 0) yield batch;
}

function decode(decoder: TextDecoder, chunk: Buffer | undefined, file: string, line: number): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new ListError('not UTF-8', file, line);
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The first child with this name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** All children with this name. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** All elements with this name inside, at any depth, in order. */
export function allInside(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...allInside(child, name),
  ]);
}

/** The trimmed text of the first child with this name; `undefined` where it is missing or empty. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return childOf(element, name)?.text.trim() || undefined;
}
