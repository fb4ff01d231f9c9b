import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Journey } from '../model/index.ts';
import type { FilePart, TravelFile } from '../store/index.ts';

/** What one file, or a part of a large one, tells. It is written once, whole, with the hits that come of it. */
export interface Delivery extends FilePart {
  readonly journeys: readonly Journey[];
  /** What is kept of the text, deflated. */
  readonly kept: Uint8Array;
  readonly receivedAt: string;
  /** With the last part. */
  readonly whole?: TravelFile;
  /** Take it although the same bytes came before. */
  readonly again?: boolean;
}

const LEVEL = 1;

/** As it travels between processes. What must not be kept is not in it: the door has left it out. */
export function encodeDelivery({ kept, ...rest }: Delivery): Uint8Array {
  const text = JSON.stringify({ ...rest, kept: Buffer.from(kept).toString('base64') });
  return deflateRawSync(text, { level: LEVEL });
}

/** Throws for what {@link encodeDelivery} has not made. */
export function decodeDelivery(bytes: Uint8Array): Delivery {
  const { kept, ...rest } = JSON.parse(inflateRawSync(bytes).toString()) as Omit<Delivery, 'kept'> & {
    readonly kept: string;
  };
  if (typeof rest.file !== 'string' || !Number.isInteger(rest.part) || !Array.isArray(rest.journeys))
    throw new Error('this is no delivery');
  return { ...rest, kept: Buffer.from(kept, 'base64') };
}
