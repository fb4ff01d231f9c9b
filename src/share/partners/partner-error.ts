/** Something about a partner or an agreement cannot be done; the message says why, and what to do. */
export class PartnerError extends Error {
  override readonly name = 'PartnerError';
  readonly code: 'invalid' | 'exists' | 'unknown' | 'not-now';
  constructor(code: PartnerError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
