import { parentPort } from 'node:worker_threads';
import { buildIndex, type MatchIndex } from '../match/index.ts';
import type { KeptAnswer, KeptRequest } from './kept-index.ts';
import { KEPT_SEGMENT } from './tuning.ts';

/** One thread of {@link openKeptIndex}. */
const port = parentPort;
if (!port) throw new Error('kept-worker.ts is started by kept-index.ts');

/** Full ones are never touched again; only the last one takes travellers in. */
const full: MatchIndex[] = [];
let open: MatchIndex | undefined;
let size = 0;

function handle(request: KeptRequest): readonly string[] {
  if (request.type === 'add') {
    if (open) open.update({ add: request.travellers });
    else open = buildIndex(request.travellers);
    size += request.travellers.length;
    if (size >= KEPT_SEGMENT) {
      full.push(open);
      open = undefined;
      size = 0;
    }
    return [];
  }
  const ids = new Set<string>();
  for (const index of open ? [...full, open] : full)
    for (const entry of request.entries) for (const id of index.ids(entry, request.threshold)) ids.add(id);
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
