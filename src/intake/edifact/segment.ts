import { decodeText, type GuessedTable } from './charset.ts';

/** Texts of up to four bytes are looked up by their bytes, as one number; so many are remembered. */
const SHORT_BYTES = 4;
const SHORT_TEXTS = 4096;
const shortKeys = new Int32Array(SHORT_TEXTS);
const shortTexts: string[] = Array(SHORT_TEXTS).fill('');

/**
 * Codes (`M`, `MUC`, `HK`, `178`) are most of what is read: the same text again costs no new string. Control characters never get here,
 * so that the number tells how many bytes there are.
 */
function shortText(bytes: Uint8Array, from: number, to: number): string {
  let key = bytes[from] as number;
  for (let at = from + 1; at < to; at++) key |= (bytes[at] as number) << (8 * (at - from));
  // Fibonacci hashing (Knuth, TAOCP 6.4): the upper bits of the product.
  const slot = Math.imul(key, 0x9e3779b1) >>> 20;
  if (shortKeys[slot] === key) return shortTexts[slot] as string;
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] as number);
  shortKeys[slot] = key;
  shortTexts[slot] = text;
  return text;
}

/**
 * One segment: its bytes without separators, and where elements and components begin. The scanner fills the same two
 * objects again and again; who wants to keep anything takes text out.
 */
export class Segment {
  /** Byte offset of its first byte in the stream, and of the byte after its terminator. */
  offset = 0;
  end = 0;
  /** Tag: three capital letters. */
  tag = '';
  /** Charset of the interchange, for bytes beyond ASCII. */
  charset = 'ascii';
  /** Table of those bytes where the interchange declares none; of the whole message, not of one name. */
  guessed: GuessedTable = 'windows-1252';
  /** Some byte is beyond ASCII. */
  high = false;
  /** Something stood between the terminator before and this segment: a line break, a blank. */
  apart = false;
  /** Length at which a line break, or another control character, stood last. */
  broken = -1;
  bytes: Buffer = Buffer.allocUnsafe(1024);
  length = 0;
  /** The bytes as Latin-1, once somebody has asked for text. */
  private decoded = '';
  /** First component of each element; `elements` of them. */
  elementStarts = new Int32Array(64);
  elements = 0;
  /** First byte of each component; `components` of them. */
  componentStarts = new Int32Array(256);
  components = 0;

  clear(offset: number): void {
    this.offset = offset;
    this.length = 0;
    this.high = false;
    this.apart = false;
    this.broken = -1;
    this.decoded = '';
    this.elements = 1;
    this.components = 1;
    this.elementStarts[0] = 0;
    this.componentStarts[0] = 0;
  }

  beginComponent(): void {
    if (this.components === this.componentStarts.length) {
      const grown = new Int32Array(this.components * 2);
      grown.set(this.componentStarts);
      this.componentStarts = grown;
    }
    this.componentStarts[this.components++] = this.length;
  }

  beginElement(): void {
    if (this.elements === this.elementStarts.length) {
      const grown = new Int32Array(this.elements * 2);
      grown.set(this.elementStarts);
      this.elementStarts = grown;
    }
    this.elementStarts[this.elements++] = this.components;
    this.beginComponent();
  }

  grow(): void {
    const grown = Buffer.allocUnsafe(this.bytes.length * 2);
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }

  /** How many components an element has; 0 where there is no such element. */
  count(element: number): number {
    if (element >= this.elements) return 0;
    const first = this.elementStarts[element] as number;
    const after = element + 1 < this.elements ? (this.elementStarts[element + 1] as number) : this.components;
    return after - first;
  }

  /** Text of a component (0-based; element 0 is the tag), trimmed; empty where there is none. */
  text(element: number, component = 0): string {
    if (element >= this.elements) return '';
    const place = (this.elementStarts[element] as number) + component;
    const after = element + 1 < this.elements ? (this.elementStarts[element + 1] as number) : this.components;
    if (place >= after) return '';
    let from = this.componentStarts[place] as number;
    let to = place + 1 < this.components ? (this.componentStarts[place + 1] as number) : this.length;
    const { bytes } = this;
    while (from < to && bytes[from] === 32) from++;
    while (to > from && bytes[to - 1] === 32) to--;
    if (from === to) return '';
    if (this.high) return decodeText(bytes.subarray(from, to), this.charset, this.guessed);
    if (to - from <= SHORT_BYTES) return shortText(bytes, from, to);
    // One call out of the engine a segment instead of one a component.
    if (this.decoded.length !== this.length) this.decoded = bytes.toString('latin1', 0, this.length);
    return this.decoded.substring(from, to);
  }

  /** The rest of an element from a component on, its separators written as `:` (free text that was not escaped). */
  rest(element: number, component: number): string {
    const count = this.count(element);
    if (component >= count) return '';
    let text = this.text(element, component);
    for (let next = component + 1; next < count; next++) text += `:${this.text(element, next)}`;
    return text;
  }

  /** The segment with the standard separators (`+`, `:`), for excerpts and to keep. */
  toString(): string {
    const elements: string[] = [];
    for (let element = 0; element < this.elements; element++) elements.push(this.rest(element, 0));
    return elements.join('+');
  }

  /** Appends another segment that turned out to be the rest of this one; `between` was taken for a terminator. */
  append(other: Segment, between: number): void {
    const take = (byte: number): void => {
      if (this.length === this.bytes.length) this.grow();
      this.bytes[this.length++] = byte;
    };
    take(between);
    let component = 1;
    let element = 1;
    for (let at = 0; at < other.length || component < other.components; at++) {
      while (component < other.components && other.componentStarts[component] === at) {
        if (element < other.elements && other.elementStarts[element] === component) {
          this.beginElement();
          element++;
        } else this.beginComponent();
        component++;
      }
      if (at < other.length) take(other.bytes[at] as number);
    }
    this.high ||= other.high || between > 127;
    this.decoded = '';
    this.end = other.end;
  }
}
