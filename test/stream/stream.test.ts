import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStream, type Taker, type TravelStream } from '../../src/stream/index.ts';
import type { Delivery } from '../../src/watch/index.ts';
import { hasNatsServer, type NatsServers, startNats } from '../support/nats-server.ts';

const delivery = (number: number): Delivery => ({
  file: `01999999-0000-7000-8000-${String(number).padStart(12, '0')}`,
  part: 0,
  journeys: [],
  kept: new Uint8Array([number % 256]),
  receivedAt: '2026-11-24T10:00:00Z',
});
const numberOf = ({ file }: { readonly file: string }): number => Number(file.slice(-12));

interface Watcher extends Taker {
  readonly taken: number[];
  readonly aside: { readonly number: number; readonly reason: string; readonly tries: number }[];
  /** Resolves when so many were taken or put aside. */
  until(count: number): Promise<void>;
}

function watcher(take: (delivery: Delivery) => Promise<void> = async () => {}, well = true): Watcher {
  const taken: number[] = [];
  const aside: Watcher['aside'] = [];
  let waiting: { readonly count: number; readonly go: () => void }[] = [];
  const told = (): void => {
    waiting = waiting.filter(({ count, go }) => {
      if (taken.length + aside.length < count) return true;
      go();
      return false;
    });
  };
  return {
    taken,
    aside,
    async take(one) {
      await take(one);
      taken.push(numberOf(one));
      told();
    },
    async quarantineDelivery(part, reason, tries) {
      aside.push({ number: numberOf(part), reason, tries });
      told();
    },
    isWell: async () => well,
    until: (count) =>
      new Promise((go) => {
        waiting.push({ count, go });
        told();
      }),
  };
}

describe.skipIf(!hasNatsServer())('the stream', () => {
  let nats: NatsServers;
  let count = 0;
  const open: TravelStream[] = [];
  const opened = async (name: string): Promise<TravelStream> => {
    const stream = await openStream({ servers: nats.urls, replicas: 1, name, onError: () => undefined });
    open.push(stream);
    return stream;
  };
  beforeAll(async () => {
    nats = await startNats();
  });
  afterAll(async () => {
    await Promise.all(open.map((stream) => stream.close()));
    await nats.stop();
  });

  it('gives each delivery to one of several workers, and one that was published twice once', async () => {
    const stream = await opened(`T_${count++}`);
    const others = await opened(`T_${count - 1}`);
    const seen = watcher();
    const works = [stream.work(seen), others.work(seen)];
    for (let n = 0; n < 200; n++) await stream.line.deliver(delivery(n));
    await stream.line.deliver(delivery(7));
    await seen.until(200);
    for (const work of works) work.stop();
    await Promise.all(works.map(({ done }) => done));
    expect([...seen.taken].sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n));
    expect(await stream.state()).toEqual({ waiting: 0, inHand: 0 });
  }, 60_000);

  it('tries again what failed, and puts aside what nobody can take, with the reason', async () => {
    const stream = await opened(`T_${count++}`);
    const failed = new Map<number, number>();
    const seen = watcher(async (one) => {
      const number = numberOf(one);
      const times = (failed.get(number) ?? 0) + 1;
      failed.set(number, times);
      if (number === 3) throw new Error('poisoned');
      if (number === 4 && times < 3) throw new Error('not yet');
    });
    const work = stream.work(seen);
    for (let n = 0; n < 6; n++) await stream.line.deliver(delivery(n));
    await seen.until(6);
    work.stop();
    await work.done;
    expect([...seen.taken].sort()).toEqual([0, 1, 2, 4, 5]);
    expect(seen.aside).toEqual([{ number: 3, reason: 'poisoned', tries: 5 }]);
    expect(failed.get(4)).toBe(3);
    expect(await stream.state()).toEqual({ waiting: 0, inHand: 0 });
  }, 60_000);

  it('keeps what it has in hand while the store is down, and counts no try', async () => {
    const stream = await opened(`T_${count++}`);
    let well = false;
    let tries = 0;
    const seen = watcher(async () => {
      tries++;
      if (tries === 3) well = true;
      if (!well) throw new Error('the store is down');
    });
    const work = stream.work({ ...seen, isWell: async () => well });
    await stream.line.deliver(delivery(1));
    await seen.until(1);
    work.stop();
    await work.done;
    expect(seen.taken).toEqual([1]);
    expect(seen.aside).toEqual([]);
  }, 60_000);

  it('loses nothing when the server is killed with deliveries on it', async () => {
    const stream = await opened(`T_${count++}`);
    for (let n = 0; n < 50; n++) await stream.line.deliver(delivery(n));
    const node = nats.nodes[0];
    await node?.kill();
    const late = stream.line.deliver(delivery(50));
    await node?.start();
    await late;
    const seen = watcher();
    const work = stream.work(seen);
    await seen.until(51);
    work.stop();
    await work.done;
    expect([...new Set(seen.taken)].sort((a, b) => a - b)).toEqual(Array.from({ length: 51 }, (_, n) => n));
  }, 60_000);

  it('says what to do where there is no server', async () => {
    await expect(
      openStream({ servers: 'nats://user:secret@127.0.0.1:1', replicas: 1, onError: () => undefined }),
    ).rejects.toThrow(/no NATS server can be reached.*TOCSIN_NATS/);
    await expect(
      openStream({ servers: 'nats://user:secret@127.0.0.1:1', replicas: 1, onError: () => undefined }),
    ).rejects.not.toThrow(/secret/);
  });
});
