import { type AskGround, note } from './ground.ts';
import { AskError, accepted, KINDS } from './messages.ts';
import type { OtherHolder } from './own-outputs.ts';

/** Other holders of this service's key, as it sees them: an oversight body, or its own hardware module. */
export interface Holders {
  /** Their public keys for an epoch, and how each evaluates own keys, blinded. */
  keysOf(epoch: number, until: string): Promise<readonly (OtherHolder & { readonly id: string })[]>;
  /** Has each destroy its share. */
  destroy(epoch: number): Promise<void>;
}

const bytesOf = (value: unknown): Buffer => {
  if (typeof value !== 'string') throw new AskError('untrusted', 'a key holder answered without bytes');
  return Buffer.from(value, 'base64url');
};

export function openHolders({ link, holders, ...ground }: AskGround): Holders {
  return {
    keysOf: (epoch, until) =>
      Promise.all(
        holders.map(async (id) => {
          const { publicKey } = accepted(await link.call(id, KINDS.holder, { step: 'key', epoch, until }));
          return {
            id,
            publicKey: bytesOf(publicKey),
            async evaluate(elements) {
              const answer = accepted(
                await link.call(id, KINDS.holder, {
                  step: 'build',
                  epoch,
                  elements: Buffer.from(elements).toString('base64url'),
                }),
              );
              return { evaluated: bytesOf(answer.evaluated), proof: bytesOf(answer.proof) };
            },
          };
        }),
      ),
    async destroy(epoch) {
      for (const id of holders) {
        try {
          const { receipt } = accepted(await link.call(id, KINDS.holder, { step: 'destroy', epoch }));
          const self = (await ground.partners.self()).id;
          await ground.store.putReceipt({
            owner: self,
            partner: id,
            epoch,
            by: id,
            receipt: String(receipt),
            at: ground.now().toISOString(),
          });
        } catch (error) {
          // A holder destroys by itself what is past its time; without the owner's share it is of no use alone.
          ground.onError(error);
          await note(ground, {
            account: 'machine',
            role: 'machine',
            purpose: 'cooperation',
            legalBasis: 'agreement',
            action: 'destroy-epoch',
            allowed: false,
            rule: 'holder-unreachable',
            subjects: [`epoch:${epoch}`, `holder:${id}`],
            count: 0,
          });
        }
      }
    },
  };
}
