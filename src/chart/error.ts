/** What is asked of the chart cannot be: `invalid` as it was asked, `unknown` to the network, `state` because somebody was faster. */
export class ChartError extends Error {
  override readonly name = 'ChartError';
  readonly code: 'invalid' | 'unknown' | 'state';
  constructor(code: ChartError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
