import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that answers each request with the next of these codes. */
export async function listener(codes: readonly number[]): Promise<{
  readonly url: string;
  readonly heard: Heard[];
  /** Resolves when so many requests came. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
}> {
  const heard: Heard[] = [];
  let waiting: { readonly count: number; readonly go: () => void }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      response.writeHead(codes[Math.min(heard.length, codes.length - 1)] ?? 200, { location: '/elsewhere' });
      response.end();
      heard.push({ headers: request.headers, body });
      waiting = waiting.filter(({ count, go }) => {
        if (heard.length < count) return true;
        go();
        return false;
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    heard,
    until: (count) =>
      new Promise((go) => {
        if (heard.length >= count) go();
        else waiting.push({ count, go });
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
