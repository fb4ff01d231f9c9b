/** A policy cannot be used, or a step of it cannot be done; the message says why and what to do. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly code: 'invalid' | 'unknown' | 'state';
  constructor(code: PolicyError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
