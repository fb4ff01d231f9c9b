import { type AddressInfo, createServer } from 'node:net';

/** As much of an SMTP server as a client needs. */
export async function mailbox(): Promise<{
  readonly url: string;
  readonly mails: string[];
  /** Resolves when so many mails came. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
}> {
  const mails: string[] = [];
  let waiting: { readonly count: number; readonly go: () => void }[] = [];
  const server = createServer((socket) => {
    let data: string | undefined;
    let rest = '';
    socket.write('220 test\r\n');
    socket.on('data', (piece) => {
      rest += piece.toString();
      for (;;) {
        const end = rest.indexOf('\r\n');
        if (end < 0) return;
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (data !== undefined) {
          if (line === '.') {
            mails.push(data);
            for (const { count, go } of waiting) if (mails.length >= count) go();
            waiting = waiting.filter(({ count }) => mails.length < count);
            data = undefined;
            socket.write('250 taken\r\n');
          } else data += `${line}\n`;
          continue;
        }
        const verb = line.slice(0, 4).toUpperCase();
        if (verb === 'DATA') {
          data = '';
          socket.write('354 go on\r\n');
        } else if (verb === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`,
    mails,
    until: (count) =>
      new Promise((go) => {
        if (mails.length >= count) go();
        else waiting.push({ count, go });
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
