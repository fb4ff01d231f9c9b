import type { OutboxMessage, PartnerRecords } from '../../store/index.ts';
import { type Caller, openCaller } from './caller.ts';
import { type Contact, openContacts } from './contacts.ts';
import { KIND } from './envelope.ts';
import type { OwnKeys } from './keys.ts';
import { LINK_LIMITS, type LinkLimits } from './limits.ts';
import type { AnswerHow, Handler, Link } from './link.ts';
import { LinkError } from './link.ts';
import { type GuestDoor, openListener } from './listener.ts';
import { type OutboxRoom, openOutbox } from './outbox.ts';
import type { Incident, Peer, Peers } from './peers.ts';
import { LARGEST_OF_ALL } from './tuning.ts';

export interface LinkOptions {
  /** Name of this service. */
  readonly self: string;
  readonly peers: Peers;
  readonly records: PartnerRecords;
  readonly guest: GuestDoor;
  readonly now: () => Date;
  readonly onIncident: (incident: Incident) => void;
  readonly onError: (error: unknown) => void;
  /** A partner has acknowledged a posted message; may be told twice of the same. */
  readonly onArrived: (message: OutboxMessage) => Promise<void>;
  /** Whether this process stays: a command that ends soon tries once what is posted. */
  readonly stays: boolean;
  readonly limits?: Partial<LinkLimits>;
}

/** The link with what only partners/ and open.ts use. */
export interface LinkRoom extends Link {
  readonly outbox: OutboxRoom;
  /** How it went with each partner the last time. */
  contacts(): Promise<ReadonlyMap<string, Contact>>;
  /** As `call`, for a service that is no partner yet. */
  callPeer: Caller['call'];
  /** Begins to answer; gives the port. */
  listen(host: string, port: number, keys: OwnKeys): Promise<number>;
  isListening(): boolean;
  /** Shows other keys of our own. */
  show(keys: OwnKeys): void;
  /** Closes all connections with a partner. */
  drop(peer: Pick<Peer, 'id' | 'pins'>): void;
  close(): Promise<void>;
}

/** Opens the link; it does not listen yet. */
export function openLink(options: LinkOptions): LinkRoom {
  const limits = { ...LINK_LIMITS, ...options.limits };
  const { self, peers, records, now, onIncident, onError, onArrived, guest, stays } = options;
  const handlers = new Map<string, { readonly handler: Handler; readonly how: AnswerHow }>();
  const contacts = openContacts({ records, now, onError });
  const caller = openCaller({
    self,
    now,
    limits,
    again: peers.peer,
    onIncident,
    contacts: {
      heard(partner) {
        contacts.heard(partner);
        outbox.heard(partner);
      },
      failed: contacts.failed,
    },
  });
  const outbox = openOutbox({ peers, caller, contacts, records, now, limits, onError, onArrived, stays });
  let listening = false;
  const listener = openListener({
    self,
    peers,
    records,
    handlers,
    guest,
    now,
    limits,
    onIncident,
    onError,
    onHeard: (partner) => {
      contacts.heard(partner);
      outbox.heard(partner);
      void outbox.bring(partner);
    },
  });

  return {
    outbox,
    contacts: contacts.all,
    async call(partner, kind, body, how) {
      const peer = await peers.peer(partner);
      if (!peer) throw new LinkError('untrusted', `there is no partner ${partner}; see: tocsin partner list`);
      return caller.call(peer, kind, body, how);
    },
    answer(kind, handler, how = {}) {
      if (!KIND.test(kind))
        throw new RangeError(
          `a kind is a word, or two with / between, of small letters, digits and -: ${kind}`,
        );
      if (handlers.has(kind)) throw new RangeError(`messages of the kind ${kind} have a handler already`);
      if ((how.largest ?? 0) > LARGEST_OF_ALL)
        throw new RangeError(`a message has at most ${LARGEST_OF_ALL} bytes`);
      handlers.set(kind, { handler, how });
    },
    callPeer: caller.call,
    async listen(host, port, keys) {
      const found = await listener.listen(host, port, keys);
      listening = true;
      return found;
    },
    isListening: () => listening,
    show: listener.show,
    drop({ id, pins }) {
      caller.drop(id);
      for (const pin of pins) listener.drop(pin);
    },
    async close() {
      listening = false;
      await Promise.all([listener.close(), outbox.close()]);
      caller.close();
      await contacts.close();
    },
  };
}
