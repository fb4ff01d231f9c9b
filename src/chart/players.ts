import type { FoundPlayers } from './analysis.ts';
import { captionOf, idOf, linksOf, servicesOf } from './draw.ts';
import { ChartError } from './error.ts';
import { type Part, partOf } from './found.ts';
import type { Look } from './look.ts';
import { DISTANCE_PERSONS, REACH_STEPS } from './tuning.ts';
import type { KeyPlayer, KeyPlayersAnswer, KeyPlayersGoal } from './types.ts';
import { counted, listed } from './wording.ts';

/** Of a part those whom something ties at this place of the clocks: who is alone is nobody's loss, and no player. */
export function tiedPart(look: Look, part: Part): Part {
  const { graph, persons } = part;
  const tied = persons.filter((_, i) => (graph.offsets[i + 1] as number) > (graph.offsets[i] as number));
  return tied.length === persons.length ? part : partOf(look, new Set(tied));
}

/** @throws ChartError where the network is too large for what is sought. */
export function checkPlayers(goal: KeyPlayersGoal, { persons }: Part): void {
  if (goal === 'distance' && persons.length > DISTANCE_PERSONS)
    throw new ChartError(
      'invalid',
      `By distance every pair is looked at again for each person: take ${DISTANCE_PERSONS} persons at most (${persons.length.toLocaleString('en')} are there), or ask for fragmentation.`,
    );
}

/** Where nobody is tied to anybody. */
export const NOBODY: FoundPlayers = {
  nodes: [],
  value: 0,
  before: 0,
  alone: [],
  without: [],
  certain: true,
};

const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.01 ? 2 : 0)} %`;

/** What a value says, for a set of persons and for one of them. */
interface Words {
  readonly together: (value: number, before: number, others: number) => string;
  readonly one: (alone: number, without: number) => string;
}
const WORDS: Readonly<Record<KeyPlayersGoal, Words>> = {
  fragmentation: {
    together: (value, before, others) =>
      `Without them no way joins ${percent(value)} of the pairs of the ${counted(others, 'other')}; today none joins ${percent(before)}`,
    one: (alone, without) => `alone ${percent(alone)}, the others without this person ${percent(without)}`,
  },
  distance: {
    together: (value, before, others) =>
      `Without them the ${counted(others, 'other')} are ${percent(value)} apart, pairs that are far from one another counted in part; today they are ${percent(before)} apart`,
    one: (alone, without) => `alone ${percent(alone)}, the others without this person ${percent(without)}`,
  },
  closeness: {
    together: (value) =>
      `Everybody is near to one of them: ${percent(value)}, where a tie away counts whole, two ties away half`,
    one: (alone, without) => `alone ${percent(alone)}, the others without this person ${percent(without)}`,
  },
  reach: {
    together: (value) => `Within ${REACH_STEPS} ties of one of them are ${percent(value)} of all`,
    one: (alone, without) => `alone ${percent(alone)}, the others without this person ${percent(without)}`,
  },
};

export function playersOf(
  { network, version }: Look,
  goal: KeyPlayersGoal,
  { persons }: Part,
  { nodes, value, before, alone, without, certain, equallyGood, candidates }: FoundPlayers,
): KeyPlayersAnswer {
  const words = WORDS[goal];
  const players = nodes
    .map((i, k): KeyPlayer => {
      const v = persons[i] as number;
      const services = servicesOf(network, v);
      const [own, rest] = [alone[k] as number, without[k] as number];
      return {
        person: idOf(network, v),
        caption: captionOf(network, v),
        services,
        alone: own,
        withoutThem: rest,
        why: `tied to ${counted(linksOf(network, v), 'person')}; ${words.one(own, rest)}${services.length > 0 ? `; told by ${listed(services)}` : '; no service is known to tell it'}`,
      };
    })
    .sort((a, b) => b.alone - a.alone);
  return {
    version,
    goal,
    players,
    sentence:
      players.length === 0
        ? 'Nobody is tied to anybody.'
        : `${words.together(value, before, persons.length - players.length)}.`,
    value,
    before,
    certain,
    ...(equallyGood !== undefined && { equallyGood }),
    note: `${
      certain
        ? `All sets of ${players.length} were looked at: none is better${equallyGood !== undefined && equallyGood > 1 ? `, ${equallyGood - 1} are as good` : ''}.`
        : `Found one by one, then exchanged as long as that made it better: a better set may exist${candidates === undefined ? '' : `; looked for among the ${counted(candidates, 'person')} with most ties`}.`
    } It tells what the chart hangs on, and nothing of what anybody did (Borgatti 2006).`,
  };
}
