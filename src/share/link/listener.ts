import { constants } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { JWK } from 'jose';
import type { PartnerRecords } from '../../store/index.ts';
import { type Answer, digestOf, type Envelope, KIND, openEnvelope, signAnswer } from './envelope.ts';
import { type OwnKeys, pinOf } from './keys.ts';
import type { LinkLimits } from './limits.ts';
import { type AnswerHow, type Handler, LinkError } from './link.ts';
import type { Incident, Peer, Peers } from './peers.ts';
import {
  CLOCK_TOLERANCE,
  IDLE_LISTENER,
  LARGEST_MESSAGE,
  MOST_CONNECTIONS,
  MOST_REQUESTS,
  SEEN_FOR,
} from './tuning.ts';

/** Who accepts an invitation: nobody knows the key yet, so the message brings it, and whoever sends it holds it. */
export interface GuestDoor {
  readonly kind: string;
  /** The key that stands in the body. */
  keyOf(body: unknown): JWK | undefined;
  /** `undefined` closes the connection: whoever has no invitation learns nothing. */
  handle(
    body: unknown,
    proved: { readonly pin: string; readonly key: JWK; readonly from: string },
  ): Promise<{ readonly body: unknown } | undefined>;
}

export interface ListenerOptions {
  readonly self: string;
  readonly peers: Peers;
  readonly records: PartnerRecords;
  readonly handlers: ReadonlyMap<string, { readonly handler: Handler; readonly how: AnswerHow }>;
  readonly guest: GuestDoor;
  readonly now: () => Date;
  readonly limits: LinkLimits;
  readonly onIncident: (incident: Incident) => void;
  /** Told of errors of handlers: the partner learns nothing of them. */
  readonly onError: (error: unknown) => void;
  /** A message of this partner arrived: it can be reached again. */
  readonly onHeard: (partner: string) => void;
}

/** The side of the link that is asked. */
export interface Listener {
  /** Gives the port. Throws where it is taken. */
  listen(host: string, port: number, keys: OwnKeys): Promise<number>;
  /** Shows other keys from the next connection on. */
  show(keys: OwnKeys): void;
  /** Closes the connections of a pin. */
  drop(pin: string): void;
  close(): Promise<void>;
}

/** What came is not to be answered: the connection is closed. */
const CLOSE = Symbol('close');

/** Opens the answering side; it does not listen yet. */
export function openListener(options: ListenerOptions): Listener {
  const { self, peers, records, handlers, guest, now, limits, onIncident, onError, onHeard } = options;
  const sockets = new Map<TLSSocket, string>();
  const busy = new Map<string, number>();
  /** Posted messages of a partner one after the other: a second try must not overtake the first. */
  const turns = new Map<string, Promise<unknown>>();
  let ownKeys: OwnKeys | undefined;
  let forgotten = 0;

  const server = createServer(
    {
      minVersion: 'TLSv1.3',
      requestCert: true,
      // No authority is asked: the pin decides, below.
      rejectUnauthorized: false,
      // A resumed session would bring a certificate that was looked at earlier.
      secureOptions: constants.SSL_OP_NO_TICKET,
      handshakeTimeout: limits.handshakeTime,
      maxHeaderSize: 8 * 1024,
      headersTimeout: limits.handshakeTime,
      requestTimeout: limits.receiveTime,
      keepAliveTimeout: IDLE_LISTENER,
      connectionsCheckingInterval: limits.slowCheck,
    },
    (request, response) => {
      // A request that was given up does not know its socket any more.
      const { socket } = request;
      receive(request, response).catch((error: unknown) => {
        if (error !== CLOSE && !isBrokenOff(error)) onError(error);
        socket.destroy();
      });
    },
  );
  server.maxConnections = MOST_CONNECTIONS;

  server.on('secureConnection', (socket: TLSSocket) => {
    const { raw } = socket.getPeerCertificate();
    const pin = raw ? pinOf(raw) : '';
    sockets.set(socket, pin);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    isWelcome(pin).then(
      (welcome) => {
        if (welcome) return;
        socket.destroy();
        onIncident({ what: 'unknown-certificate' });
      },
      (error: unknown) => {
        socket.destroy();
        onError(error);
      },
    );
  });
  // Neither an explanation nor a code for whoever cannot speak TLS 1.3 or HTTP.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  server.on('clientError', (_error, socket) => socket.destroy());

  const isWelcome = async (pin: string): Promise<boolean> =>
    pin !== '' && ((await peers.peerOfPin(pin)) !== undefined || (await peers.isGuest(pin)));

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pin = sockets.get(request.socket as TLSSocket) ?? '';
    const kind = request.method === 'POST' ? /^\/link\/([^/?]+)$/.exec(request.url ?? '')?.[1] : undefined;
    if (kind === undefined || !KIND.test(kind)) throw CLOSE;
    const peer = pin === '' ? undefined : await peers.peerOfPin(pin);
    const jws = peer ? await fromPartner(peer, kind, request) : await fromGuest(pin, kind, request);
    response.writeHead(200, {
      'content-type': 'application/jose',
      'content-length': Buffer.byteLength(jws),
    });
    response.end(jws);
  };

  const fromGuest = async (pin: string, kind: string, request: IncomingMessage): Promise<string> => {
    if (pin === '' || kind !== guest.kind || !ownKeys || !(await peers.isGuest(pin))) throw CLOSE;
    const jws = await readBody(request, LARGEST_MESSAGE);
    const key = jws === undefined ? undefined : guest.keyOf(unproved(jws));
    const envelope = jws !== undefined && key && (await openEnvelope(jws, [key]));
    if (!envelope || envelope.to !== self || envelope.kind !== kind || isLate(envelope)) throw CLOSE;
    const done = await guest.handle(envelope.body, { pin, key, from: envelope.from });
    if (!done) throw CLOSE;
    return answerTo(envelope, jws, ownKeys, 'done', done.body);
  };

  const fromPartner = async (peer: Peer, kind: string, request: IncomingMessage): Promise<string> => {
    const count = (busy.get(peer.id) ?? 0) + 1;
    if (count > MOST_REQUESTS) throw CLOSE;
    busy.set(peer.id, count);
    try {
      const found = handlers.get(kind);
      const jws = await readBody(request, found?.how.largest ?? LARGEST_MESSAGE);
      const close = (what: Incident['what']): never => {
        onIncident({ partner: peer.id, what });
        throw CLOSE;
      };
      if (jws === undefined) return close('too-large');
      const envelope = await openEnvelope(jws, peer.signingKeys);
      if (!envelope) return close('wrong-signature');
      if (envelope.from !== peer.id || envelope.to !== self || envelope.kind !== kind)
        return close('wrong-address');
      const refuse = (reason: string): Promise<string> =>
        answerTo(envelope, jws, peer.own, 'refused', null, reason);
      if (isLate(envelope)) {
        onIncident({ partner: peer.id, what: 'wrong-time' });
        return await refuse(
          `the message is of ${envelope.time}, here it is ${now().toISOString()}; set the clocks (NTP)`,
        );
      }
      onHeard(peer.id);
      if (!found) return await refuse(`no messages of the kind ${kind} are taken here`);
      if (!peer.inForce && !found.how.afterEnd) return await refuse('no agreement is in force');
      const message = { id: envelope.id, time: envelope.time, jws };
      const handle = () => found.handler(peer.id, envelope.body, message);
      if (envelope.posted)
        return await inTurn(peer.id, async () => {
          // It was done; only the acknowledgement was lost.
          if (await records.hasSeen(peer.id, envelope.id))
            return answerTo(envelope, jws, peer.own, 'done', null);
          return attempt(envelope, jws, peer, handle, () =>
            records.see(peer.id, envelope.id, now().toISOString(), true),
          );
        });
      await forgetOld();
      if (!(await records.see(peer.id, envelope.id, now().toISOString(), false))) {
        onIncident({ partner: peer.id, what: 'replayed' });
        return await refuse('this message came before');
      }
      return await attempt(envelope, jws, peer, handle);
    } finally {
      busy.set(peer.id, (busy.get(peer.id) ?? 1) - 1);
    }
  };

  const attempt = async (
    envelope: Envelope,
    jws: string,
    peer: Peer,
    handle: () => Promise<unknown>,
    done: () => Promise<unknown> = async () => {},
  ): Promise<string> => {
    try {
      const body = await handle();
      await done();
      // It may have learned of other keys while the handler was at work.
      const { own } = (await peers.peer(peer.id)) ?? peer;
      return await answerTo(envelope, jws, own, 'done', body ?? null);
    } catch (error) {
      if (error instanceof LinkError && error.code === 'refused')
        return answerTo(envelope, jws, peer.own, 'refused', null, error.message);
      onError(error);
      return answerTo(envelope, jws, peer.own, 'failed', null);
    }
  };

  const inTurn = <T>(partner: string, run: () => Promise<T>): Promise<T> => {
    const result = (turns.get(partner) ?? Promise.resolve()).then(run);
    turns.set(
      partner,
      result.catch(() => {}),
    );
    return result;
  };

  const isLate = ({ time }: Envelope): boolean =>
    Math.abs(now().getTime() - Date.parse(time)) > CLOCK_TOLERANCE;

  const forgetOld = async (): Promise<void> => {
    const at = now().getTime();
    if (at - forgotten < SEEN_FOR) return;
    forgotten = at;
    await records.forgetSeen(new Date(at - SEEN_FOR).toISOString());
  };

  const answerTo = (
    envelope: Envelope,
    jws: string,
    keys: OwnKeys,
    status: Answer['status'],
    body: unknown,
    reason?: string,
  ): Promise<string> =>
    signAnswer(
      {
        from: self,
        to: envelope.from,
        re: envelope.id,
        digest: digestOf(jws),
        time: now().toISOString(),
        status,
        body,
        ...(reason !== undefined && { reason }),
      },
      keys.signing,
    );

  return {
    async listen(host, port, keys) {
      ownKeys = keys;
      server.setSecureContext({ key: keys.tls.key, cert: keys.tls.certificate, minVersion: 'TLSv1.3' });
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      return (server.address() as AddressInfo).port;
    },
    show(keys) {
      ownKeys = keys;
      server.setSecureContext({ key: keys.tls.key, cert: keys.tls.certificate, minVersion: 'TLSv1.3' });
    },
    drop(pin) {
      for (const [socket, of] of sockets) if (of === pin) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        if (!server.listening) return resolve();
        server.close(() => resolve());
        server.closeIdleConnections();
        // Running requests have their time; silent connections none.
        setTimeout(() => server.closeAllConnections(), limits.slowCheck).unref();
      }),
  };
}

/** The text of a body; `undefined` where it is larger than it may be. */
async function readBody(request: IncomingMessage, largest: number): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > largest) return undefined;
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > largest) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('latin1');
}

/** The body of a message whose signature nobody has looked at. */
function unproved(jws: string): unknown {
  try {
    const payload: unknown = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof payload === 'object' && payload !== null && 'body' in payload ? payload.body : undefined;
  } catch {
    return undefined;
  }
}

/** The other side closed the connection, or was too slow. */
const isBrokenOff = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ECONNRESET' || error.code === 'ERR_HTTP_REQUEST_TIMEOUT' || error.code === 'ABORT_ERR');
