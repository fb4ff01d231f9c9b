import { isDeepStrictEqual } from 'node:util';
import type { Journey, Traveller } from '../model/index.ts';
import {
  type JoinedTravellers,
  type JourneyMarks,
  type StoredTraveller,
  type TravellerPart,
  type TravellerState,
  uuidV7,
} from '../store/index.ts';
import {
  identityOf,
  isSameBirth,
  isSameTraveller,
  joinKeys,
  partsOf,
  questionOf,
  sameQuestion,
} from './traveller.ts';

/**
 * The travellers of one journey, and what messages tell of them. Messages overtake each other: whatever their order, the same
 * travellers come out of it, in the same state.
 */

/** A message, and where what is kept of it stands. */
export interface ToldMessage {
  readonly journey: Journey;
  readonly file: string;
  readonly part: number;
  readonly receivedAt: string;
}

export interface Circumstances {
  readonly now: Date;
  /** Identities are made with it. */
  readonly identityKey: Uint8Array;
}

type Draft = { -readonly [K in keyof StoredTraveller]: StoredTraveller[K] };

/** What messages change. */
interface Changes extends Circumstances {
  readonly changed: Set<StoredTraveller>;
  /** Ids of those of whom something is told that matching looks at. */
  readonly renewed: Set<string>;
  readonly joined: JoinedTravellers[];
  /** Of whom the same was told again, and when; those in `changed` may be among them. */
  readonly retold: Set<StoredTraveller>;
}

export const newChanges = (circumstances: Circumstances): Changes => ({
  ...circumstances,
  changed: new Set(),
  renewed: new Set(),
  joined: [],
  retold: new Set(),
});

/** Tables and some messages do not say when they were sent: as it was received, then. */
export const sentOf = ({ journey, receivedAt }: ToldMessage): string =>
  journey.message.sent ?? receivedAt.slice(0, 16);

/** As it comes back from the store. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const messageText = ({ message }: Journey): string =>
  [message.sender, message.interchange, message.reference, message.sent].filter(Boolean).join(' ');

const isAway = (state: TravellerState): boolean => state === 'cancelled' || state === 'not-on-board';

function stateTold({ event }: Journey, { onBoard }: Traveller): TravellerState {
  if (event === 'cancellation') return 'cancelled';
  if (event === 'close-out') return onBoard === false ? 'not-on-board' : 'on-board';
  return 'expected';
}

/** A close-out stands beside the list that it closes: it often gives references alone, and must not take the list's place. */
const CLOSED = ' close-out';
const partKey = ({ event, message: { format } }: Journey): string =>
  event === 'close-out' ? `${format}${CLOSED}` : format;

/** What a message says of one traveller, with where it stands. */
const partOf = (whole: ToldMessage, traveller: Traveller): TravellerPart => ({
  traveller,
  legs: whole.journey.legs,
  locators: whole.journey.locators,
  message: messageText(whole.journey),
  receivedAt: whole.receivedAt,
  sent: sentOf(whole),
  file: whole.file,
  part: whole.part,
  offset: whole.journey.offset,
});

const isCrew = (draft: StoredTraveller): boolean =>
  partsOf(draft).some(({ traveller }) => traveller.kind === 'crew');
const isNamed = ({ parts }: Pick<StoredTraveller, 'parts'>): boolean =>
  Object.values(parts).some(({ traveller }) => traveller.names.length > 0);

export class Aboard {
  private readonly all = new Set<Draft>();
  private readonly byKey = new Map<string, Draft[]>();
  private readonly journey: string;
  private readonly changes: Changes;
  /** A close-out said who boarded. */
  private closed = false;

  constructor(journey: string, changes: Changes) {
    this.journey = journey;
    this.changes = changes;
  }

  add(draft: Draft): void {
    this.all.add(draft);
    this.closed ||= draft.state === 'on-board';
    for (const part of partsOf(draft)) this.index(draft, part);
  }

  /** Tells one message of this journey. Nobody is called back by what was sent before a cancellation. */
  tell(whole: ToldMessage, marks: JourneyMarks): void {
    const { journey: message } = whole;
    const sent = sentOf(whole);
    if (message.event === 'flight-cancellation') {
      for (const traveller of this.all) this.setState(traveller, 'cancelled', sent);
      return;
    }
    const told = new Set<Draft>();
    for (const traveller of message.travellers) {
      const draft = this.tellOne(whole, partOf(whole, traveller), told);
      if (draft) told.add(draft);
    }
    if (message.event === 'cancellation' || message.kind === 'booking')
      this.leaveBooking(message, sent, told);
    const cancelledAt = message.locators.reduce((last, locator) => {
      const at = marks.bookings?.[locator] ?? '';
      return at > last ? at : last;
    }, marks.cancelled ?? '');
    if (cancelledAt > sent)
      for (const draft of told) if (draft.told === sent) this.setState(draft, 'cancelled', cancelledAt);
    if (this.closed) this.closeOut();
  }

  /** Who changed to another flight is not on this one any more; gives whether somebody was. */
  leave(whole: ToldMessage): boolean {
    const before = this.changes.changed.size;
    for (const traveller of whole.journey.travellers) {
      const [known] = this.find(partOf(whole, traveller), new Set());
      if (known) this.setState(known, 'cancelled', sentOf(whole));
    }
    return this.changes.changed.size > before;
  }

  private index(draft: Draft, part: TravellerPart): void {
    for (const key of joinKeys(part)) {
      const list = this.byKey.get(key);
      if (!list) this.byKey.set(key, [draft]);
      else if (!list.includes(draft)) list.push(draft);
    }
  }

  /** Those that a telling may be of, in the order in which they came. */
  private find(part: TravellerPart, except: ReadonlySet<Draft>): readonly Draft[] {
    const found: Draft[] = [];
    for (const key of joinKeys(part))
      for (const draft of this.byKey.get(key) ?? [])
        if (
          this.all.has(draft) &&
          !except.has(draft) &&
          !found.includes(draft) &&
          partsOf(draft).some((other) => isSameTraveller(other, part))
        )
          found.push(draft);
    return found;
  }

  /** Gives the traveller whom the telling is of. */
  private tellOne(whole: ToldMessage, part: TravellerPart, told: ReadonlySet<Draft>): Draft | undefined {
    const { changed, renewed, now, identityKey } = this.changes;
    const { journey: message } = whole;
    const { traveller } = part;
    const key = partKey(message);
    const sent = sentOf(whole);
    const state = stateTold(message, traveller);
    const [known, ...others] = this.find(part, told);
    if (!known) {
      // A cancellation that came first is remembered for those whom it names.
      if (message.event === 'cancellation' && traveller.names.length === 0) return undefined;
      const made: Draft = {
        id: uuidV7(now.getTime()),
        journey: this.journey,
        parts: { [key]: part },
        state,
        told: sent,
        updatedAt: now.toISOString(),
      };
      const identity = identityOf([part], identityKey);
      if (identity) made.identity = identity;
      this.add(made);
      changed.add(made);
      renewed.add(made.id);
      return made;
    }
    for (const other of others) if (isJoinedBy(known, other)) this.join(known, other);
    this.setState(known, state, sent);
    if (key.endsWith(CLOSED) && traveller.names.length === 0 && isNamed(known)) return known;
    const before = known.parts[key];
    if (before && sent < (before.sent ?? '')) return known;
    // The store gives keys back in another order.
    if (before && isDeepStrictEqual(before.traveller, plain(traveller))) return known;
    const asked = questionOf(known.id, partsOf(known));
    this.setParts(known, { ...known.parts, [key]: part });
    this.index(known, part);
    // Seats, tickets and what is told in the same words change no answer; lists that change look back by themselves.
    if (!sameQuestion(asked, questionOf(known.id, partsOf(known)))) renewed.add(known.id);
    return known;
  }

  private setParts(draft: Draft, parts: StoredTraveller['parts']): void {
    const { changed, now, identityKey } = this.changes;
    const kept = Object.entries(parts).filter(
      ([key, { traveller }]) => !key.endsWith(CLOSED) || traveller.names.length > 0,
    );
    // A close-out that names nobody is of use until it is known whom it meant.
    draft.parts = isNamed({ parts }) ? Object.fromEntries(kept) : parts;
    const identity = identityOf(partsOf(draft), identityKey);
    if (identity) draft.identity = identity;
    draft.updatedAt = now.toISOString();
    changed.add(draft);
  }

  /** Two who were told apart by two kinds of message, until a third told that they are one. */
  private join(into: Draft, from: Draft): void {
    const { changed, renewed, joined, retold } = this.changes;
    this.all.delete(from);
    changed.delete(from);
    retold.delete(from);
    renewed.delete(from.id);
    joined.push({ from: from.id, into: into.id });
    this.setParts(into, { ...from.parts, ...into.parts });
    for (const part of Object.values(from.parts)) this.index(into, part);
    renewed.add(into.id);
    // Being told on board says more than being missing on a list of the same instant.
    if (from.told > into.told || (from.told === into.told && from.state === 'on-board')) {
      into.state = from.state;
      into.told = from.told;
    }
  }

  /** What was sent before the newest telling changes no state. */
  private setState(traveller: Draft, state: TravellerState, sent: string): void {
    const { changed, renewed } = this.changes;
    if (sent < traveller.told) return;
    if (traveller.state !== state) {
      changed.add(traveller);
      // Their hits left the queue, and lists went on without them.
      if (isAway(traveller.state) && !isAway(state)) renewed.add(traveller.id);
    }
    if (sent !== traveller.told) this.changes.retold.add(traveller);
    traveller.state = state;
    traveller.told = sent;
    this.closed ||= state === 'on-board';
  }

  /** A booking is told whole: who is in an older telling of it, and not in the newest, has left it. */
  private leaveBooking(message: Journey, sent: string, told: ReadonlySet<Draft>): void {
    const key = partKey(message);
    const booked = [...this.all].filter((draft) =>
      draft.parts[key]?.locators.some((locator) => message.locators.includes(locator)),
    );
    for (const draft of booked) if (!told.has(draft)) this.setState(draft, 'cancelled', sent);
    if (message.kind !== 'booking') return;
    const newest = booked.reduce((last, { parts }) => {
      const at = parts[key]?.sent ?? '';
      return at > last ? at : last;
    }, '');
    if (newest <= sent) return;
    for (const draft of told)
      if ((draft.parts[key]?.sent ?? '') < newest) this.setState(draft, 'cancelled', newest);
  }

  /**
   * Whoever a close-out does not give is not on board. Crew is closed out by itself. As long as somebody is on board of whom
   * nothing but a reference is known, it may be any of the others, and nobody is taken to be missing.
   */
  private closeOut(): void {
    for (const crew of [false, true]) {
      const those = [...this.all].filter((draft) => isCrew(draft) === crew);
      const closed = those.reduce(
        (last, { state, told }) => (state === 'on-board' && told > last ? told : last),
        '',
      );
      if (closed === '' || those.some((draft) => draft.state === 'on-board' && !isNamed(draft))) continue;
      for (const draft of those) {
        if (draft.state !== 'expected' || draft.told > closed) continue;
        // Nobody said so: what is told stands as it did, and whatever says more goes before it.
        draft.state = 'not-on-board';
        this.changes.changed.add(draft);
      }
    }
  }
}

/** No kind of message tells of both, as it does of two travellers, and nothing that they say of themselves differs. */
const isJoinedBy = (a: StoredTraveller, b: StoredTraveller): boolean =>
  a.maskedAt === undefined &&
  b.maskedAt === undefined &&
  isCrew(a) === isCrew(b) &&
  !Object.keys(a.parts).some((key) => key in b.parts) &&
  !bornApart(a, b);

function bornApart(a: StoredTraveller, b: StoredTraveller): boolean {
  const born = (one: StoredTraveller): readonly string[] =>
    partsOf(one).flatMap(({ traveller }) => traveller.birthDates.map(({ value }) => value));
  const [bornA, bornB] = [born(a), born(b)];
  return (
    bornA.length > 0 &&
    bornB.length > 0 &&
    !bornA.some((one) => bornB.some((other) => isSameBirth(one, other)))
  );
}
