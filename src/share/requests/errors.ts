/** A request cannot be made, decided or sent as it was wanted; the message says what to do. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  /** `invalid`: what was given; `unknown`: there is no such thing; `not-now`: its state, or who asks, does not allow it. */
  readonly code: 'invalid' | 'unknown' | 'not-now';
  constructor(code: RequestError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
