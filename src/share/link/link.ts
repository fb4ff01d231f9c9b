/**
 * How two services speak: one message, one answer, over HTTPS with both sides' certificates pinned. What stands in messages is
 * for the rooms above; the link says who speaks.
 */
export interface Link {
  /** Sends a message to a partner and gives the answer. Throws {@link LinkError}. */
  call(partner: string, kind: string, body: unknown): Promise<unknown>;
  /** Says who answers messages of a kind; `from` is the partner, proved by its certificate. */
  answer(kind: string, handler: (from: string, body: unknown) => Promise<unknown>): void;
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
