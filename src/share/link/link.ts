/**
 * How two services speak: one message, one answer, over HTTPS with both sides' certificates pinned. What stands in messages is
 * for the rooms above; the link says who speaks.
 */
export interface Link {
  /** Sends a message to a partner and gives the answer. Throws {@link LinkError}. */
  call(partner: string, kind: string, body: unknown, how?: CallHow): Promise<unknown>;
  /**
   * Says who answers messages of a kind; `from` is the partner, proved by its certificate and its signature. A handler that
   * throws a {@link LinkError} `refused` tells the partner its message; of other errors the partner learns nothing.
   */
  answer(kind: string, handler: Handler, how?: AnswerHow): void;
}

export interface CallHow {
  /** The handler does the same twice as once: the message is sent again where no answer came. */
  readonly repeatable?: boolean;
  /** Largest answer, bytes; 1 MiB where it is not said. */
  readonly largest?: number;
  /** Time to wait for the answer, ms. */
  readonly answerTime?: number;
}

export interface AnswerHow {
  /** Largest message, bytes; 1 MiB where it is not said. */
  readonly largest?: number;
  /** Whether it is taken from a partner whose agreement is over: receipts and withdrawals must arrive then, too. */
  readonly afterEnd?: boolean;
}

/** What the link says of a message beside its body. */
export interface Message {
  /** UUID; the same at every try of a posted message. */
  readonly id: string;
  /** ISO 8601 instant at which it was sent. */
  readonly time: string;
  /** The whole message as the partner signed it (JWS, compact): a receipt that it cannot deny. */
  readonly jws: string;
}

export type Handler = (from: string, body: unknown, message: Message) => Promise<unknown>;

/** Messages that must arrive: kept until the partner has acknowledged them, sent in order, over restarts. */
export interface Outbox {
  /**
   * Puts a message into the outbox and gives its id once it is on disk. Its handler may see it twice where a process is killed
   * at the wrong moment, always with this id. Throws a RangeError for a body above 512 KiB.
   */
  post(partner: string, kind: string, body: unknown): Promise<string>;
  /** What waits, or was refused by the partner with a reason. */
  waiting(partner?: string): Promise<
    readonly {
      readonly id: string;
      readonly partner: string;
      readonly kind: string;
      readonly madeAt: string;
      readonly refused?: string;
    }[]
  >;
}

/** A message could not be delivered, or the partner refused it. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  /** `unreachable` may be tried again; `refused` was answered with a reason; `untrusted` is not who it should be. */
  readonly code: 'unreachable' | 'refused' | 'untrusted';
  constructor(code: LinkError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
