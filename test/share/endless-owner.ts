// A process that owns a store: it answers questions as they come in on standard input, says so, and waits to be killed.
import { createPrivateKey, type JsonWebKey } from 'node:crypto';
import { createInterface } from 'node:readline';
import { DEFAULT_POLICY, openGate } from '../../src/law/index.ts';
import { type Agreement, ask, type Link } from '../../src/share/index.ts';
import { openStore } from '../../src/store/index.ts';
import { type Identity, partnersOf } from '../support/ask-services.ts';

const [, , path = '', given = ''] = process.argv;
const { self, key, secret, agreement } = JSON.parse(given) as {
  readonly self: Identity['party'];
  readonly key: JsonWebKey;
  readonly secret: string;
  readonly agreement: Agreement;
};
const say = (message: object): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};

const now = () => new Date();
const store = await openStore({ path }, now());
const signingKey = createPrivateKey({ key, format: 'jwk' });
const handlers = new Map<string, Parameters<Link['answer']>[1]>();
const room = await ask.openAsk({
  store: store.ask,
  ledger: store.ledger,
  gate: openGate(DEFAULT_POLICY, store.ledger, now),
  keyRing: store.keyRing(Buffer.from(secret, 'hex'), now),
  link: {
    call: () => Promise.reject(new Error('nobody is there')),
    answer: (kind, handler) => void handlers.set(kind, handler),
  },
  partners: partnersOf({ party: self, signingKey }, () => [agreement]),
  serviceName: self.id,
  signingKey: async () => signingKey,
  now,
  threads: 1,
  keepMilliseconds: 0,
});
room.onEvent((event) => say({ event }));
const epochs = async () => (await store.ask.epochs('own')).map(({ epoch, state }) => ({ epoch, state }));
say({ open: true, epochs: await epochs() });
for await (const line of createInterface({ input: process.stdin })) {
  const { id, kind, body, load } = JSON.parse(line) as {
    readonly id: number;
    readonly kind: string;
    readonly body: unknown;
    readonly load?: number;
  };
  if (kind === 'keep') {
    await room.keep();
    say({ id, answer: await epochs() });
  } else if (kind === 'load') {
    await store.load({
      dataset: { name: 'list', title: 'list', publisher: 'x' },
      format: 'ftm-ndjson',
      files: [{ name: 'list', sha256: '1', bytes: 1 }],
      recordedAt: now().toISOString(),
      sourceService: self.id,
      content: (async function* () {
        for (let n = 0; n < (load ?? 0); n++) {
          const properties = {
            name: ['Arkady Dvornikov'],
            birthDate: ['1979-03-14'],
            passportNumber: [`T99${n}`],
          };
          yield { type: 'entity' as const, entity: { id: `p-${n}`, schema: 'Person' as const, properties } };
        }
      })(),
      version: () => '1',
      shrinkLimit: undefined,
    });
    say({ id, answer: true });
  }
  // Questions come many at once.
  else
    void handlers
      .get(kind)?.('norland', body, { id: '', time: '', jws: '' })
      .then((answer) => say({ id, answer }));
}
