import { holdersOfEdge, type Network } from '../network/index.ts';
import type { FoundCut } from './analysis.ts';
import { captionOf, edgeId, endsOf, idOf, type MaySee, sentenceOf } from './draw.ts';
import { ChartError } from './error.ts';
import type { Look } from './look.ts';
import { MOST_ROWS } from './tuning.ts';
import type { CutAnswer, CutTie } from './types.ts';
import { counted, listed } from './wording.ts';

/** @throws ChartError where somebody is in both groups, or nobody in one. */
export function checkGroups(network: Network, a: ReadonlySet<number>, b: ReadonlySet<number>): void {
  if (a.size === 0 || b.size === 0)
    throw new ChartError(
      'unknown',
      'A cut is between two groups; of one of them nobody is in the network: ids are wrong, or nothing ties these persons any more.',
    );
  const both = [...a].find((v) => b.has(v));
  if (both !== undefined)
    throw new ChartError('invalid', `${captionOf(network, both)} is in both groups; put everybody into one.`);
}

export function cutOf(
  { network, version }: Look,
  by: 'ties' | 'sources',
  { edges, value, near, sides }: FoundCut,
  unknown: readonly string[],
  may: MaySee,
): CutAnswer {
  const ties = edges.map((edge): CutTie => {
    const [lower, higher] = endsOf(network, edge);
    const [from, to] = near[lower] === 1 ? [lower, higher] : [higher, lower];
    return {
      edge: edgeId(idOf(network, from), idOf(network, to)),
      persons: [idOf(network, from), idOf(network, to)],
      captions: [captionOf(network, from), captionOf(network, to)],
      services: holdersOfEdge(network, edge),
      sentence: sentenceOf(network, edge, from, to, may),
    };
  });
  const services = network.services.filter((one) => ties.some((tie) => tie.services.includes(one)));
  const nobodys = ties.filter((tie) => tie.services.length === 0).length;
  const all = services.filter((one) => ties.every((tie) => tie.services.includes(one)));
  const held =
    all.length > 0
      ? `${listed(all)} ${all.length === 1 ? 'holds' : 'hold'} all of it`
      : `${listed(services)} ${services.length === 1 ? 'holds' : 'hold'} it together${nobodys > 0 ? `, and ${counted(nobodys, 'tie')} no service holds alone` : ''}`;
  const what =
    by === 'sources'
      ? `the word of ${counted(value, 'independent source')} on ${counted(ties.length, 'tie')}`
      : counted(value, 'tie');
  return {
    version,
    ties: ties.slice(0, MOST_ROWS),
    value,
    sides,
    unknown,
    sentence:
      ties.length === 0
        ? 'No way leads from one group to the other.'
        : `Between the two groups every way passes ${what}; ${held}.`,
    note: `Of several that are equally small, the one nearest to the first group. What is not told may connect them as well: the network is what services know.${ties.length > MOST_ROWS ? ` The first ${MOST_ROWS} of ${ties.length} are shown.` : ''}`,
  };
}
