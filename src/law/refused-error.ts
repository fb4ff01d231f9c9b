/** The policy does not allow it. The refusal is in the ledger. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  /** The wall that stopped it, as the policy names it. */
  readonly rule: string;
  constructor(rule: string, reason: string) {
    super(reason);
    this.rule = rule;
  }
}
