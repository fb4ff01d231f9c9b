import { createHmac } from 'node:crypto';
import type { NoticeTarget } from './notices.ts';

/** Whoever does not answer within this has not got it, milliseconds. */
const TIMEOUT_MS = 10_000;

/** The key of a secret: as the text is, or what follows `whsec_` in base64. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);

/** The signature of Standard Webhooks 1.0: HMAC-SHA-256 over id, time in seconds and body. */
export function signature(secret: string, id: string, seconds: number, body: string): string {
  const mac = createHmac('sha256', keyOf(secret)).update(`${id}.${seconds}.${body}`).digest('base64');
  return `v1,${mac}`;
}

/** Posts JSON, signed; throws for anything but 2xx. */
export function webhookTarget(url: string, secret: string, now: () => Date): Required<NoticeTarget> {
  const post = async (type: string, data: object, id: string): Promise<void> => {
    const at = now();
    const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
    const seconds = Math.floor(at.getTime() / 1000);
    const answer = await fetch(url, {
      method: 'POST',
      // Where it leads is not what was configured.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'tocsin',
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signature(secret, id, seconds, body),
      },
      body,
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
  };
  return {
    name: `webhook ${url}`,
    tell: (news, id) => post('watch.hits', { steps: news }, id),
    // Without the reason: its words may name somebody.
    tellAlarm: ({ id: emergency, account, takenAt, until }, id) =>
      post('law.emergency', { emergency, account, takenAt, until }, id),
    tellServiceAlarm: ({ about, ...alarm }, id) =>
      post(about === 'ledger' ? 'ledger.alarm' : 'ask.alarm', alarm, id),
  };
}
