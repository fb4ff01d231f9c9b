/** Shows how far long work is, on standard error: a bar on a terminal, otherwise a line now and then. */
export interface Progress {
  /** `total` where it is known. */
  show(done: number, total: number | undefined, note: string): void;
  end(): void;
}

const BAR_WIDTH = 24;
const REDRAW_MS = 100;
const LINE_MS = 10_000;

/** `unit` is what is counted; `from` is what was done before, which says nothing about the speed. */
export function progressBar(unit: 'rows' | 'bytes' | 'worlds', from = 0): Progress {
  const terminal = process.stderr.isTTY === true;
  const began = performance.now();
  let drawn = began - (terminal ? REDRAW_MS : 0);
  let open = false;
  const amount = (n: number): string =>
    unit === 'bytes' ? `${(n / 1e6).toFixed(1)} MB` : n.toLocaleString('en');
  return {
    show(done, total, note) {
      const now = performance.now();
      if (now - drawn < (terminal ? REDRAW_MS : LINE_MS)) return;
      drawn = now;
      const seconds = (now - began) / 1000;
      const rate = (done - from) / Math.max(seconds, 0.001);
      const share = total ? Math.min(1, done / total) : undefined;
      const left = total && rate > 0 ? ` ${Math.ceil(Math.max(0, total - done) / rate)} s left` : '';
      const speed = unit === 'rows' ? `, ${Math.round(rate).toLocaleString('en')} rows/s` : '';
      const bar =
        share === undefined
          ? ''
          : `${'█'.repeat(Math.round(share * BAR_WIDTH)).padEnd(BAR_WIDTH, '░')} ${Math.floor(share * 100)} % `;
      const line = `${terminal ? bar : ''}${amount(done)}${speed}, ${note}${left}`;
      process.stderr.write(terminal ? `\r\u001b[K${line}` : `${line}\n`);
      open = terminal;
    },
    end() {
      if (open) process.stderr.write('\r\u001b[K');
    },
  };
}
