import { OprfError, POINT_BYTES } from '../oprf/index.ts';

/** Points (or scalars) one behind the other. */
export const joinPoints = (points: readonly Uint8Array[]): Buffer => Buffer.concat(points);

/** Throws {@link OprfError} where there is more or less than whole points. */
export function cutPoints(bytes: Uint8Array): readonly Uint8Array[] {
  if (bytes.length % POINT_BYTES !== 0) throw new OprfError('points have 32 bytes each');
  return Array.from({ length: bytes.length / POINT_BYTES }, (_, i) =>
    bytes.subarray(i * POINT_BYTES, (i + 1) * POINT_BYTES),
  );
}
