import { Agent, type IncomingMessage, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { connect } from 'node:tls';
import { uuidV7 } from '../../store/index.ts';
import type { Contacts } from './contacts.ts';
import { type Envelope, openAnswer, signEnvelope } from './envelope.ts';
import { pinOf } from './keys.ts';
import type { LinkLimits } from './limits.ts';
import { type CallHow, LinkError } from './link.ts';
import type { Incident, Peer } from './peers.ts';
import { CALLER_CONNECTIONS, IDLE_CALLER, LARGEST_MESSAGE, TRIES } from './tuning.ts';

/** The side of the link that asks. */
export interface Caller {
  /** `id` is given for posted messages, which keep theirs. Throws {@link LinkError}. */
  call(
    peer: Peer,
    kind: string,
    body: unknown,
    how?: CallHow & { readonly postedAs?: string },
  ): Promise<unknown>;
  /** Closes the connections to a service. */
  drop(id: string): void;
  close(): void;
}

export interface CallerOptions {
  /** Name of this service. */
  readonly self: string;
  readonly now: () => Date;
  readonly limits: LinkLimits;
  /** The peer as it is known by now: its keys may have changed while a message was under way. */
  readonly again: (id: string) => Promise<Peer | undefined>;
  readonly onIncident: (incident: Incident) => void;
  /** How it went with a partner. */
  readonly contacts: Pick<Contacts, 'heard' | 'failed'>;
}

/** Who answers has another certificate; no byte of a message was sent. */
const WRONG_PIN = new WeakSet<LinkError>();
const isWrongPin = (error: unknown): boolean => error instanceof LinkError && WRONG_PIN.has(error);
const wrongPin = (message: string): LinkError => {
  const error = new LinkError('untrusted', message);
  WRONG_PIN.add(error);
  return error;
};

/** Connections whose pin is known before a byte of a message is written to them. */
function pinnedAgent(peer: Peer, connectTime: number): Agent {
  const { hostname, port } = new URL(peer.url);
  const createConnection = (
    _options: object,
    done: (error: Error | null, socket?: Duplex) => void,
  ): undefined => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 443),
      key: peer.own.tls.key,
      cert: peer.own.tls.certificate,
      minVersion: 'TLSv1.3',
      // No authority is asked: the pin decides, below.
      rejectUnauthorized: false,
    });
    const fail = (error: Error): void => {
      socket.destroy();
      done(error);
    };
    socket.setTimeout(connectTime, () =>
      fail(new LinkError('unreachable', `${peer.id} (${peer.url}) does not answer in time`)),
    );
    socket.once('error', fail);
    socket.once('secureConnect', () => {
      socket.off('error', fail);
      socket.setTimeout(0);
      const { raw } = socket.getPeerCertificate();
      if (raw && peer.pins.includes(pinOf(raw))) done(null, socket);
      else
        fail(
          wrongPin(
            `who answers at ${peer.url} is not ${peer.id}: its certificate is another one; nothing was sent. Ask ${peer.id} on another way whether it changed its keys`,
          ),
        );
    });
    return undefined;
  };
  return Object.assign(new Agent({ keepAlive: true, maxSockets: CALLER_CONNECTIONS, timeout: IDLE_CALLER }), {
    createConnection,
  });
}

async function readAnswer(response: IncomingMessage, largest: number): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > largest) {
      response.destroy();
      throw new LinkError('untrusted', `the answer is larger than ${largest} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Opens the calling side. */
export function openCaller({
  self,
  now,
  limits,
  again: lookAgain,
  onIncident,
  contacts,
}: CallerOptions): Caller {
  const agents = new Map<string, { readonly of: string; readonly agent: Agent }>();
  const agentOf = (peer: Peer): Agent => {
    const of = [peer.url, ...peer.pins, peer.own.tls.spki].join(' ');
    const kept = agents.get(peer.id);
    if (kept?.of === of) return kept.agent;
    // Its keys or ours are others now.
    kept?.agent.destroy();
    const agent = pinnedAgent(peer, limits.connectTime);
    agents.set(peer.id, { of, agent });
    return agent;
  };

  const exchange = (peer: Peer, kind: string, jws: string, largest: number, time: number): Promise<string> =>
    new Promise((resolve, reject) => {
      const unreachable = (error: unknown): void =>
        reject(
          error instanceof LinkError
            ? error
            : new LinkError(
                'unreachable',
                `${peer.id} (${peer.url}) cannot be reached: ${(error as Error).message}`,
              ),
        );
      const send = (again: boolean): void => {
        const sent = request(
          {
            agent: agentOf(peer),
            host: peer.id,
            method: 'POST',
            path: `/link/${kind}`,
            headers: { 'content-type': 'application/jose', 'content-length': Buffer.byteLength(jws) },
            signal: AbortSignal.timeout(time),
          },
          (response) => {
            readAnswer(response, largest).then(resolve, unreachable);
          },
        );
        let failed = false;
        sent.on('error', (error: NodeJS.ErrnoException) => {
          if (failed) return;
          failed = true;
          // The partner closed an idle connection at that moment. The same message: it is taken once at most.
          if (sent.reusedSocket && error.code === 'ECONNRESET' && !again) send(true);
          else unreachable(error);
        });
        sent.end(jws);
      };
      send(false);
    });

  const once: Caller['call'] = async (peer, kind, body, how = {}) => {
    const at = now();
    const envelope: Envelope = {
      kind,
      from: self,
      to: peer.id,
      id: how.postedAs ?? uuidV7(at.getTime()),
      time: at.toISOString(),
      body: body ?? null,
      ...(how.postedAs !== undefined && { posted: true }),
    };
    const jws = await signEnvelope(envelope, peer.own.signing);
    const text = await exchange(
      peer,
      kind,
      jws,
      how.largest ?? LARGEST_MESSAGE,
      how.answerTime ?? limits.answerTime,
    );
    const asked = { envelope, jws };
    const answer =
      (await openAnswer(text, asked, peer.signingKeys)) ??
      (await openAnswer(text, asked, (await lookAgain(peer.id))?.signingKeys ?? []));
    if (!answer) throw new LinkError('untrusted', `the answer of ${peer.id} is not signed by it`);
    if (answer.status === 'refused')
      throw new LinkError('refused', `${peer.id} refuses: ${answer.reason ?? 'it does not say why'}`);
    if (answer.status === 'failed')
      throw new LinkError('unreachable', `${peer.id} could not handle the message: something failed there`);
    return answer.body;
  };

  return {
    async call(peer, kind, body, how = {}) {
      let known = peer;
      for (let tried = 1; ; tried++) {
        try {
          const answer = await once(known, kind, body, how);
          contacts.heard(peer.id);
          return answer;
        } catch (error) {
          const fresh = await lookAgain(peer.id);
          // Announced just now. Nothing was sent yet.
          if (isWrongPin(error) && fresh && fresh.pins.join() !== known.pins.join()) {
            known = fresh;
            continue;
          }
          if (error instanceof LinkError && error.code === 'untrusted')
            onIncident({ partner: peer.id, what: isWrongPin(error) ? 'wrong-pin' : 'wrong-answer' });
          const again = error instanceof LinkError && error.code === 'unreachable' && how.repeatable;
          if (!again || tried === TRIES) {
            contacts.failed(peer.id, error);
            throw error;
          }
          await wait(limits.firstRetry * 2 ** (tried - 1));
        }
      }
    },
    drop(id) {
      agents.get(id)?.agent.destroy();
      agents.delete(id);
    },
    close() {
      for (const { agent } of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}
