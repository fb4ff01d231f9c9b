/** Something about an account or a key cannot be done; the message says why. */
export class AccountError extends Error {
  override readonly name = 'AccountError';
  readonly code: 'invalid' | 'exists' | 'unknown' | 'sign-in-again' | 'too-many';
  constructor(code: AccountError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
