import { closeSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { type MatchIndex, openSegments } from './match-index.ts';
import { type LiveSegment, type SegmentHeader, viewSegment } from './segment.ts';

/**
 * A file that holds an index as it lies in memory, so that it opens as fast as it can be read.
 *
 * Layout: 16 bytes (`TOCSINIX`, format number, length of the header), the header as JSON, then for each segment its
 * marks of what is gone and its buffer, each at a multiple of eight bytes. Little-endian, as every machine that Node
 * runs on.
 */
const MAGIC = 'TOCSINIX';
/** Raised whenever a segment's layout, or what `names` makes of a name, changes: an older file is then built anew. */
export const SNAPSHOT_FORMAT = 5;

interface SnapshotHeader {
  /** What the caller wants to find again: the list versions that the index was built from. */
  readonly label: string;
  readonly segments: readonly { readonly header: SegmentHeader; readonly bytes: number }[];
}

/** The file is not a snapshot of this format, or is cut short: build the index anew. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

const aligned = (n: number): number => Math.ceil(n / 8) * 8;

function writeAll(file: number, bytes: Uint8Array): void {
  // One write call takes at most 2 GiB.
  for (let at = 0; at < bytes.length; )
    at += writeSync(file, bytes, at, Math.min(bytes.length - at, 1 << 30));
}

/** Writes the index beside `path`, then puts it in its place in one step. `label` comes back on reading. */
export function writeSnapshot(path: string, index: MatchIndex, label: string): void {
  const header: SnapshotHeader = {
    label,
    segments: index.segments.map(({ segment }) => ({
      header: segment.header,
      bytes: segment.buffer.byteLength,
    })),
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = new Uint8Array(aligned(16 + json.length));
  start.set(new TextEncoder().encode(MAGIC));
  new DataView(start.buffer).setUint32(8, SNAPSHOT_FORMAT, true);
  new DataView(start.buffer).setUint32(12, json.length, true);
  start.set(json, 16);
  const beside = `${path}.new`;
  const file = openSync(beside, 'w', 0o600);
  try {
    writeAll(file, start);
    for (const { segment, gone } of index.segments) {
      const marks = new Uint8Array(aligned(gone.length));
      marks.set(gone);
      writeAll(file, marks);
      const padded = aligned(segment.buffer.byteLength) - segment.buffer.byteLength;
      writeAll(file, new Uint8Array(segment.buffer));
      writeAll(file, new Uint8Array(padded));
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
}

/** Reads what {@link writeSnapshot} wrote. Throws {@link SnapshotError}, or the system's error if there is no file. */
export function readSnapshot(path: string): { readonly index: MatchIndex; readonly label: string } {
  const file = openSync(path, 'r');
  try {
    let position = 0;
    const read = (into: Uint8Array): void => {
      for (let at = 0; at < into.length; ) {
        const got = readSync(file, into, at, Math.min(into.length - at, 1 << 30), position);
        if (got === 0) throw new SnapshotError(`${path} is cut short`);
        at += got;
        position += got;
      }
    };
    const start = new Uint8Array(16);
    read(start);
    const view = new DataView(start.buffer);
    if (new TextDecoder().decode(start.subarray(0, 8)) !== MAGIC) {
      throw new SnapshotError(`${path} is no snapshot`);
    }
    if (view.getUint32(8, true) !== SNAPSHOT_FORMAT) {
      throw new SnapshotError(`${path} has format ${view.getUint32(8, true)}, not ${SNAPSHOT_FORMAT}`);
    }
    const length = view.getUint32(12, true);
    const json = new Uint8Array(aligned(16 + length) - 16);
    read(json);
    const header = parseHeader(path, new TextDecoder().decode(json.subarray(0, length)));
    const segments = header.segments.map(({ header: one, bytes }): LiveSegment => {
      const gone = new Uint8Array(new SharedArrayBuffer(one.entities));
      const marks = new Uint8Array(aligned(one.entities));
      read(marks);
      gone.set(marks.subarray(0, one.entities));
      const buffer = new SharedArrayBuffer(bytes);
      read(new Uint8Array(buffer));
      position = aligned(position);
      return { segment: viewSegment(one, buffer), gone };
    });
    return { index: openSegments(segments), label: header.label };
  } finally {
    closeSync(file);
  }
}

function parseHeader(path: string, json: string): SnapshotHeader {
  try {
    return JSON.parse(json) as SnapshotHeader;
  } catch {
    throw new SnapshotError(`${path} has a damaged header`);
  }
}
