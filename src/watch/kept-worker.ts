import { parentPort } from 'node:worker_threads';
import { buildIndex, type IndexedEntity, type MatchIndex, openSegments } from '../match/index.ts';
import type { KeptAnswer, KeptRequest } from './kept-index.ts';
import { KEPT_SEGMENT } from './tuning.ts';

/** One thread of {@link openKeptIndex}. */
const port = parentPort;
if (!port) throw new Error('kept-worker.ts is started by kept-index.ts');

/** Its parts are full and never touched again; as one index they have each question prepared once. */
let full: MatchIndex = openSegments([]);
/** Takes travellers in until it is full. */
let open: MatchIndex | undefined;
let size = 0;
/** Come, and not indexed before somebody asks, or there are enough for a part of their own: merging small parts is dear. */
let fresh: IndexedEntity[] = [];

const close = (part: MatchIndex): void => {
  full = openSegments([...full.segments, ...part.segments]);
};

function indexFresh(): void {
  if (fresh.length === 0) return;
  const added = fresh;
  fresh = [];
  if (added.length >= KEPT_SEGMENT) {
    close(buildIndex(added));
    return;
  }
  if (open) open.update({ add: added });
  else open = buildIndex(added);
  size += added.length;
  if (size < KEPT_SEGMENT) return;
  close(open);
  open = undefined;
  size = 0;
}

function handle(request: KeptRequest): readonly string[] {
  if (request.type === 'add') {
    for (const traveller of request.travellers) fresh.push(traveller);
    if (fresh.length >= KEPT_SEGMENT) indexFresh();
    return [];
  }
  indexFresh();
  const ids = new Set<string>();
  for (const index of open ? [full, open] : [full]) {
    if (request.type === 'begins')
      for (const { id } of index.suggest(request.text, request.limit)) ids.add(id);
    else
      for (const entry of request.entries) for (const id of index.ids(entry, request.threshold)) ids.add(id);
  }
  return [...ids];
}

port.on('message', (request: KeptRequest) => {
  let answer: KeptAnswer;
  try {
    answer = { number: request.number, ids: handle(request) };
  } catch (error) {
    answer = { number: request.number, error: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(answer);
});
