import type { stix } from '../../intake/index.ts';
import type { Recipient } from '../../law/index.ts';
import type { Statement } from '../../model/index.ts';
import type { Actor, Released, Screening } from '../../screening/index.ts';
import { digestOf, type NewTaxiiObject, type TaxiiCollection, type TaxiiStore } from '../../store/index.ts';
import { stixMade } from '../stix/index.ts';
import { termOf } from './terms.ts';
import { FILL_BATCH } from './tuning.ts';

export interface FillGround {
  readonly records: TaxiiStore;
  readonly screening: Pick<Screening, 'release'>;
  readonly now: () => Date;
}

type StixObject = stix.StixObject;

const statementsIn = ({ statements, attached }: Released): readonly Statement[] => [
  ...statements,
  ...attached.flatMap(statementsIn),
];

/** Kinds that only explain others, and come with many: what is said of somebody is not in them. */
const isDefinition = ({ type, extensions }: StixObject): boolean =>
  type === 'marking-definition' ||
  type === 'extension-definition' ||
  (type === 'identity' && extensions === undefined);

/** Every object that may go to somebody, with what stands beside it. */
async function* made(
  { screening }: FillGround,
  actor: Actor,
  dataset: string,
  to: Recipient,
): AsyncIterable<{ readonly object: StixObject; readonly terms: readonly string[] }> {
  const released = screening.release(actor, { exit: 'taxii', to, datasets: [dataset] });
  for await (const { object, of, defines } of stixMade(released))
    yield {
      object,
      terms: defines && isDefinition(object) ? [] : [...new Set(statementsIn(of).map(termOf))],
    };
}

/**
 * Brings a collection up to date for an audience. What changed gets a new version in place of the old one, which may hold
 * what was corrected or may not be told any more; what the source withdrew is revoked; what may not leave any more goes.
 */
export async function fill(
  ground: FillGround,
  actor: Actor,
  collection: TaxiiCollection & { readonly dataset: string },
  audience: string,
  to: Recipient,
): Promise<void> {
  const { records, now } = ground;
  const { id, dataset } = collection;
  const at = now();
  const there = new Set<string>();
  let waiting: { readonly object: StixObject; readonly terms: readonly string[] }[] = [];
  const write = async (): Promise<void> => {
    const held = await records.held(
      id,
      audience,
      waiting.map(({ object }) => String(object.id)),
    );
    const changed = waiting.flatMap(
      ({ object, terms }) => next(object, terms, held.get(String(object.id)), at) ?? [],
    );
    await records.add(id, audience, changed, now(), true);
    waiting = [];
  };
  for await (const one of made(ground, actor, dataset, to)) {
    there.add(String(one.object.id));
    waiting.push(one);
    if (waiting.length >= FILL_BATCH) await write();
  }
  await write();
  const gone = [...(await records.held(id, audience)).keys()].filter((one) => !there.has(one));
  for (let from = 0; from < gone.length; from += FILL_BATCH)
    await withdraw(records, collection, audience, gone.slice(from, from + FILL_BATCH), at);
}

/** Links are revoked, which says no more than their ends; of other things nothing is left to tell. */
async function withdraw(
  records: TaxiiStore,
  { id: collection, terms }: TaxiiCollection,
  audience: string,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  const links = ids.filter((id) => id.startsWith('relationship--'));
  const limit = links.length;
  const found = await records.find({
    ...{ collection, audience, terms, account: '', ids: links, versions: ['last'], limit },
  });
  const revoked = found.flatMap(({ text }) => revokedLink(JSON.parse(text) as StixObject, at) ?? []);
  await records.add(collection, audience, revoked, at, true);
  const kept = new Set(found.map(({ id }) => id));
  await records.take(
    collection,
    audience,
    ids.filter((id) => !kept.has(id)),
  );
}

const LINK_KEEPS = [
  ...['type', 'spec_version', 'id', 'created_by_ref', 'created', 'object_marking_refs'],
  ...['relationship_type', 'source_ref', 'target_ref'],
];

function revokedLink(link: StixObject, at: Date): NewTaxiiObject | undefined {
  if (link.revoked === true) return undefined;
  const version = at.toISOString();
  const kept = LINK_KEEPS.flatMap((name) => (link[name] === undefined ? [] : [[name, link[name]] as const]));
  const text = JSON.stringify({ ...Object.fromEntries(kept), modified: version, revoked: true });
  return { id: String(link.id), type: link.type, specVersion: '2.1', version, text, terms: [] };
}

/** The version to write; `undefined` where nothing changed. */
function next(
  object: StixObject,
  terms: readonly string[],
  held: { readonly version: string; readonly digest: string } | undefined,
  at: Date,
): NewTaxiiObject | undefined {
  const plain = JSON.stringify(object);
  const digest = digestOf(JSON.stringify([plain, terms]));
  if (held?.digest === digest) return undefined;
  const told = versionOf(object);
  // What it points to left or came: its own statements are as old as before, but readers must get it again.
  const newer = held !== undefined && told !== undefined && told <= held.version && 'modified' in object;
  const text = newer ? JSON.stringify({ ...object, modified: at.toISOString() }) : plain;
  const version = newer ? at.toISOString() : told;
  return {
    id: String(object.id),
    type: object.type,
    specVersion: '2.1',
    ...(version !== undefined && { version }),
    text,
    terms,
    digest,
  };
}

/** §3.4: `modified`, else `created`; others have none. */
export const versionOf = ({ modified, created }: StixObject): string | undefined => {
  if (typeof modified === 'string') return modified;
  return typeof created === 'string' ? created : undefined;
};
