import type { PartnerRecords } from '../../store/index.ts';
import { LinkError } from './link.ts';
import { CONTACT_EVERY, FAILURE_EVERY } from './tuning.ts';

/** How it went when this service last spoke with a partner, whichever of the two began. */
export interface Contact {
  /** ISO 8601 instant. */
  readonly at: string;
  readonly ok: boolean;
  /** Why not, in words. */
  readonly reason?: string;
  /** The last time that it went well, where it does not now. */
  readonly okAt?: string;
  /** When what waits for it is tried again; sooner where it is heard before. */
  readonly nextTry?: string;
}

/** Remembers when each partner was heard, for people; over restarts, and for all processes on the store. */
export interface Contacts {
  /** A message of the partner came, or its answer. */
  heard(partner: string): void;
  failed(partner: string, error: unknown): void;
  nextTry(partner: string, at: Date): void;
  /** By partner. */
  all(): Promise<ReadonlyMap<string, Contact>>;
  close(): Promise<void>;
}

type Kept = Contact & { readonly partner: string };

export interface ContactsOptions {
  readonly records: Pick<PartnerRecords, 'change' | 'records'>;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

export function openContacts({ records, now, onError }: ContactsOptions): Contacts {
  /** What this process wrote last: not every message is worth a write. */
  const written = new Map<string, Contact>();
  let writing: Promise<unknown> = Promise.resolve();

  const write = (
    partner: string,
    told: boolean,
    next: (there: Kept | undefined) => Kept | undefined,
  ): void => {
    writing = writing.then(() => records.change<Kept>('contact', partner, next, told)).catch(onError);
  };

  const keep = (partner: string, ok: boolean, reason?: string): void => {
    const at = now().toISOString();
    const before = written.get(partner);
    const same = before?.ok === ok && before.reason === reason;
    const every = ok ? CONTACT_EVERY : FAILURE_EVERY;
    if (same && Date.parse(at) - Date.parse(before.at) < every) return;
    written.set(partner, { at, ok, ...(reason !== undefined && { reason }) });
    // Open pages hear of a failure and of its end; each look of theirs is an entry of the ledger.
    write(partner, !ok || before?.ok === false, (there) => {
      const okAt = there?.ok ? there.at : there?.okAt;
      return {
        partner,
        at,
        ok,
        ...(reason !== undefined && { reason }),
        ...(!ok && okAt !== undefined && { okAt }),
        ...(!ok && there?.nextTry !== undefined && { nextTry: there.nextTry }),
      };
    });
  };

  return {
    heard: (partner) => keep(partner, true),
    failed(partner, error) {
      // Whoever refuses is there.
      if (error instanceof LinkError) keep(partner, error.code === 'refused', ...reasonOf(error));
    },
    nextTry(partner, at) {
      // What is heard meanwhile counts.
      write(partner, true, (there) => there && (there.ok ? there : { ...there, nextTry: at.toISOString() }));
    },
    async all() {
      const found = await records.records<Kept>('contact');
      return new Map(found.map(({ partner, ...contact }) => [partner, contact]));
    },
    close: async () => void (await writing),
  };
}

const reasonOf = ({ code, message }: LinkError): [] | [string] => (code === 'refused' ? [] : [message]);
