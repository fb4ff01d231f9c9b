/**
 * What an analyst sees of the network, and concludes: the joined network of the store, asked piece by piece.
 */
export * from './types.ts';
