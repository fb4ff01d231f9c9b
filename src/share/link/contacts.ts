import type { PartnerRecords } from '../../store/index.ts';
import { LinkError } from './link.ts';
import { CONTACT_EVERY } from './tuning.ts';

/** How it went when this service last spoke with a partner, whichever of the two began. */
export interface Contact {
  /** ISO 8601 instant. */
  readonly at: string;
  readonly ok: boolean;
  /** Why not, in words. */
  readonly reason?: string;
  /** The last time that it went well, where it does not now. */
  readonly okAt?: string;
}

/** Remembers when each partner was heard, for people; over restarts, and for all processes on the store. */
export interface Contacts {
  /** A message of the partner came, or its answer. */
  heard(partner: string): void;
  failed(partner: string, error: unknown): void;
  /** By partner. */
  all(): Promise<ReadonlyMap<string, Contact>>;
  close(): Promise<void>;
}

export interface ContactsOptions {
  readonly records: PartnerRecords;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

export function openContacts({ records, now, onError }: ContactsOptions): Contacts {
  /** What this process wrote last: not every message is worth a write. */
  const written = new Map<string, Contact>();
  let writing: Promise<unknown> = Promise.resolve();

  const keep = (partner: string, ok: boolean, reason?: string): void => {
    const at = now().toISOString();
    const before = written.get(partner);
    const same = before?.ok === ok && before.reason === reason;
    if (same && Date.parse(at) - Date.parse(before.at) < CONTACT_EVERY) return;
    written.set(partner, { at, ok, ...(reason !== undefined && { reason }) });
    writing = writing
      .then(() =>
        records.change<Contact & { readonly partner: string }>('contact', partner, (there) => {
          const okAt = there?.ok ? there.at : there?.okAt;
          return {
            partner,
            at,
            ok,
            ...(reason !== undefined && { reason }),
            ...(!ok && okAt !== undefined && { okAt }),
          };
        }),
      )
      .catch(onError);
  };

  return {
    heard: (partner) => keep(partner, true),
    failed(partner, error) {
      // Whoever refuses is there.
      if (error instanceof LinkError) keep(partner, error.code === 'refused', ...reasonOf(error));
    },
    async all() {
      const found = await records.records<Contact & { readonly partner: string }>('contact');
      return new Map(found.map(({ partner, ...contact }) => [partner, contact]));
    },
    close: async () => void (await writing),
  };
}

const reasonOf = ({ code, message }: LinkError): [] | [string] => (code === 'refused' ? [] : [message]);
