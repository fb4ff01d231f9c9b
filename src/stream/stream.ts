import {
  AckPolicy,
  type Consumer,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  type JsMsg,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { connect, type NatsConnection, nanos } from '@nats-io/transport-node';
import { type Delivery, decodeDelivery, encodeDelivery, type Line } from '../watch/index.ts';
import {
  ACK_WAIT_MS,
  DELIVERY_TRAVELLERS,
  DUPLICATE_WINDOW_MS,
  IN_HAND,
  LEADER_WITHIN_MS,
  MOST_DELIVERIES,
  MOST_TRIES,
  MOST_WAITING,
  PUBLISH_FOR_MS,
  RETRY_AFTER_MS,
  WORKING_EVERY_MS,
} from './tuning.ts';

/** The stream cannot be used, and what to do about it. */
export class StreamError extends Error {
  override readonly name = 'StreamError';
}

export interface StreamOptions {
  /** `nats://host:4222`, parted by commas. */
  readonly servers: string;
  /** Servers that each delivery is kept on. */
  readonly replicas: number;
  /** Another name than the usual one: several services on one cluster. */
  readonly name?: string;
  readonly onError: (error: unknown) => void;
}

/** What a worker does with deliveries. */
export interface Taker {
  take(delivery: Delivery): Promise<unknown>;
  quarantineDelivery(
    part: { readonly file: string; readonly part: number },
    reason: string,
    tries: number,
    content: Uint8Array,
  ): Promise<void>;
  /** Whether the store answers: then a failure is the delivery's own. */
  isWell(): Promise<boolean>;
}

export interface TravelStream {
  /** For a door: deliveries are safe when the stream's servers have them on disk. */
  readonly line: Line;
  /** For a worker: takes deliveries until it is told to stop; resolves when what it has in hand is done. */
  work(taker: Taker): { readonly done: Promise<void>; stop(): void };
  /** Deliveries that wait, and those in the hands of workers. */
  state(): Promise<{ readonly waiting: number; readonly inHand: number }>;
  close(): Promise<void>;
}

const WORKERS = 'workers';
const LARGEST_STEP_MS = 2_000;
const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Opens the stream, and makes it where it is not there. Throws {@link StreamError}. */
export async function openStream(options: StreamOptions): Promise<TravelStream> {
  const { servers, replicas, name = 'TOCSIN_TRAVEL', onError } = options;
  const subject = `${name.toLowerCase().replaceAll('_', '.')}.deliveries`;
  const { connection, manager } = await reach(servers);
  try {
    await makeStream(manager, name, subject, replicas);
  } catch (error) {
    await connection.close();
    throw new StreamError(`the stream ${name} cannot be made: ${messageOf(error)}`);
  }
  const client = jetstream(connection);

  let waiting = 0;
  let forRoom: (() => void)[] = [];
  const line: Line = {
    most: DELIVERY_TRAVELLERS,
    async deliver(delivery) {
      waiting++;
      try {
        await publish(client, subject, delivery);
      } finally {
        waiting--;
        if (waiting < MOST_WAITING) {
          for (const go of forRoom) go();
          forRoom = [];
        }
      }
      return undefined;
    },
    room: () => (waiting < MOST_WAITING ? Promise.resolve() : new Promise((go) => forRoom.push(go))),
  };

  return {
    line,
    work(taker) {
      let stopped = false;
      const inHand = new Set<Promise<void>>();
      let forHands: (() => void) | undefined;
      const run = async (): Promise<void> => {
        let consumer: Consumer | undefined;
        while (!stopped) {
          try {
            consumer ??= await client.consumers.get(name, WORKERS);
            if (inHand.size >= IN_HAND)
              await new Promise<void>((go) => {
                forHands = go;
              });
            const batch = await consumer.fetch({
              max_messages: IN_HAND - inHand.size,
              expires: LARGEST_STEP_MS,
            });
            for await (const message of batch) {
              const handled = handle(message, taker, onError).finally(() => {
                inHand.delete(handled);
                forHands?.();
              });
              inHand.add(handled);
            }
          } catch (error) {
            // A server is gone, or its cluster chooses a leader: what was taken comes again.
            consumer = undefined;
            if (!stopped) {
              onError(error);
              await later(RETRY_AFTER_MS);
            }
          }
        }
        await Promise.all(inHand);
      };
      return {
        done: run(),
        stop() {
          stopped = true;
        },
      };
    },
    async state() {
      const info = await manager.consumers.info(name, WORKERS);
      return { waiting: info.num_pending, inHand: info.num_ack_pending };
    },
    async close() {
      await connection.drain();
    },
  };
}

async function reach(
  servers: string,
): Promise<{ readonly connection: NatsConnection; readonly manager: JetStreamManager }> {
  let connection: NatsConnection;
  try {
    connection = await connect({
      servers: servers.split(',').map((one) => one.trim()),
      // As long as it takes: what waits is on the sender's side, or on the servers' disks.
      maxReconnectAttempts: -1,
      name: 'tocsin',
    });
  } catch (error) {
    // Addresses may hold a password.
    throw new StreamError(`no NATS server can be reached: ${messageOf(error)} (setting nats: TOCSIN_NATS)`);
  }
  const until = Date.now() + LEADER_WITHIN_MS;
  for (;;) {
    try {
      return { connection, manager: await jetstreamManager(connection) };
    } catch (error) {
      // A cluster that has just lost its leader does not answer before it has another; one without JetStream says so.
      if (isTimeout(error) && Date.now() < until) continue;
      await connection.close();
      throw new StreamError(
        isTimeout(error)
          ? `the NATS servers do not answer for JetStream within ${LEADER_WITHIN_MS / 1000} seconds: is more than half of the cluster there?`
          : `the NATS server has no JetStream: ${messageOf(error)}; start it with -js`,
      );
    }
  }
}

const isTimeout = (error: unknown): boolean => error instanceof Error && /timeout/i.test(error.message);

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\/\/[^@\s]*@/g, '//');

/** Until a cluster has chosen its leader it says no; the stream may also have been made by another process. */
async function makeStream(
  manager: JetStreamManager,
  name: string,
  subject: string,
  replicas: number,
): Promise<void> {
  const until = Date.now() + PUBLISH_FOR_MS;
  for (;;) {
    try {
      await manager.streams.add({
        name,
        subjects: [subject],
        retention: RetentionPolicy.Workqueue,
        storage: StorageType.File,
        num_replicas: replicas,
        max_msgs: MOST_DELIVERIES,
        // Full is said to the door, which waits; nothing is thrown away for it.
        discard: 'new',
        duplicate_window: nanos(DUPLICATE_WINDOW_MS),
      } as Parameters<JetStreamManager['streams']['add']>[0]);
      await manager.consumers.add(name, {
        durable_name: WORKERS,
        ack_policy: AckPolicy.Explicit,
        ack_wait: nanos(ACK_WAIT_MS),
        max_deliver: -1,
        max_ack_pending: IN_HAND * 64,
      });
      return;
    } catch (error) {
      // 10058: it is there, made otherwise; whoever made it decides.
      if (error instanceof JetStreamApiError && error.code === 10058) return;
      if (Date.now() > until) throw error;
      await later(RETRY_AFTER_MS);
    }
  }
}

/** Tries until a server has it on disk; the same delivery twice is one. */
async function publish(client: JetStreamClient, subject: string, delivery: Delivery): Promise<void> {
  const content = encodeDelivery(delivery);
  const until = Date.now() + PUBLISH_FOR_MS;
  for (let tries = 1; ; tries++) {
    try {
      await client.publish(subject, content, { msgID: `${delivery.file}.${delivery.part}` });
      return;
    } catch (error) {
      if (Date.now() > until)
        throw new StreamError(`the stream did not take it: ${messageOf(error)}; send it again`);
      await later(Math.min(RETRY_AFTER_MS * tries, LARGEST_STEP_MS));
    }
  }
}

/** One delivery in a worker's hands: taken, given back, or put aside. */
async function handle(message: JsMsg, taker: Taker, onError: (error: unknown) => void): Promise<void> {
  const tries = message.info.deliveryCount;
  const working = setInterval(() => message.working(), WORKING_EVERY_MS);
  try {
    const delivery = decodeOr(message.data);
    const part = delivery
      ? { file: delivery.file, part: delivery.part }
      : { file: idOf(message.info.streamSequence), part: 0 };
    const putAside = async (reason: string): Promise<void> => {
      await taker.quarantineDelivery(part, reason, tries, message.data);
      message.term();
    };
    if (!delivery) return await putAside('its bytes are no delivery');
    // Whoever took it so often before did not live to say why.
    if (tries > MOST_TRIES) return await putAside(`${tries - 1} workers ended while they had it`);
    for (;;) {
      try {
        await taker.take(delivery);
        message.ack();
        return;
      } catch (error) {
        onError(error);
        // Not the delivery's fault: it stays in hand until the store is back, and no try is counted.
        if (!(await taker.isWell())) await later(RETRY_AFTER_MS);
        else if (tries >= MOST_TRIES) return await putAside(messageOf(error));
        else return message.nak(RETRY_AFTER_MS * tries);
      }
    }
  } catch (error) {
    // Not even quarantine could be written: it comes again when the server has heard nothing for a while.
    onError(error);
    message.nak(ACK_WAIT_MS);
  } finally {
    clearInterval(working);
  }
}

function decodeOr(bytes: Uint8Array): Delivery | undefined {
  try {
    return decodeDelivery(bytes);
  } catch {
    return undefined;
  }
}

/** A number of the stream as an id, for what does not say its own. */
const idOf = (sequence: number): string => `00000000-0000-0000-0000-${String(sequence).padStart(12, '0')}`;
