import type { Network } from './network.ts';
import { SUGGESTION_DAYS } from './tuning.ts';
import { groupsOf, type Labels, labelsOf, linksSeen } from './views.ts';

/**
 * Whom to ask about what. It is a question to a human, who may turn it into a question to the partner or not; it is never
 * drawn as a link, and ends by itself.
 */
export interface Suggestion {
  readonly asker: string;
  readonly partner: string;
  readonly person: string;
  /** In a sentence. */
  readonly why: string;
  /** Persons whom the asker would reach through it, and pairs that it would see connected; unknown where the partner has told nothing. */
  readonly personsGained?: number;
  readonly pairsGained?: number;
  /** ISO instants. */
  readonly made: string;
  readonly expires: string;
}

/** Whether a suggestion still stands. */
export const stands = ({ expires }: Suggestion, now: string): boolean => now < expires;

/**
 * What a service should ask its partners about, most promising first.
 *
 * A partner that answered with a hit and told nothing else is asked about that person. Where what the partner holds is at
 * hand (an inquiry, an exercise, a pool), what would be gained is counted; one suggestion for each place where the partner's
 * fragment meets one of the asker's, at the person of whom the asker holds most links.
 *
 * @param now ISO instant.
 * @throws RangeError where the service is not in the network.
 */
export function suggest(network: Network, asker: string, now: string): readonly Suggestion[] {
  const own = network.services.indexOf(asker);
  if (own < 0)
    throw new RangeError(`${asker} is no service of the network; there are ${network.services.join(', ')}.`);
  const links = linksSeen(network, [own]);
  const labels = labelsOf(network, links);
  const degrees = new Uint32Array(network.persons.length);
  for (const edge of links) {
    for (const end of [network.graph.lower[edge], network.graph.higher[edge]] as number[])
      degrees[end] = (degrees[end] as number) + 1;
  }
  const times = {
    made: now,
    expires: new Date(Date.parse(now) + SUGGESTION_DAYS * 24 * 60 * 60 * 1000).toISOString(),
  };
  const known = (v: number): boolean =>
    (labels[v] as number) >= 0 || network.persons[v]?.knownTo.includes(asker) === true;
  const counted = network.services.flatMap((partner, i) =>
    i === own ? [] : meetings(network, { labels, degrees, known }, i).map((one) => ({ partner, ...one })),
  );
  const hits = network.persons.flatMap(({ id, withheldBy }, v) =>
    known(v)
      ? withheldBy
          .filter((one) => one !== asker)
          .map((partner) => ({ partner, person: id, links: degrees[v] as number }))
      : [],
  );
  return [
    ...counted
      .sort((x, y) => y.pairsGained - x.pairsGained || y.personsGained - x.personsGained)
      .map(({ partner, person, personsGained, pairsGained, others }) => ({
        asker,
        partner,
        person,
        why: `${partner} holds links of this person that lead to ${personsGained} ${personsGained === 1 ? 'person' : 'persons'} whom ${asker} does not reach${others > 0 ? `; ${others} more of whom both hold links lead there` : ''}`,
        personsGained,
        pairsGained,
        ...times,
      })),
    ...hits
      .sort((x, y) => y.links - x.links)
      .map(({ partner, person, links: held }) => ({
        asker,
        partner,
        person,
        why: `${partner} answered with a hit and has told nothing else; ${asker} holds ${held} ${held === 1 ? 'link' : 'links'} of this person`,
        ...times,
      })),
  ];
}

interface Own {
  readonly labels: Labels;
  readonly degrees: Uint32Array;
  readonly known: (person: number) => boolean;
}

interface Meeting {
  readonly person: string;
  readonly personsGained: number;
  readonly pairsGained: number;
  /** Further persons at whom the same fragments meet. */
  readonly others: number;
}

/** Where the fragments of a partner meet those of the asker and lead further. */
function meetings(network: Network, { labels, degrees, known }: Own, partner: number): readonly Meeting[] {
  const sizes = new Map<number, number>();
  for (const label of labels) if (label >= 0) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return groupsOf(labelsOf(network, [...(network.holders.alone[partner] ?? [])])).flatMap((members) => {
    const shared = members.filter(known);
    const [first] = shared;
    if (first === undefined) return [];
    const joined = new Set(members.map((v) => labels[v] as number).filter((label) => label >= 0));
    const newcomers = members.filter((v) => (labels[v] as number) < 0).length;
    const before = [...joined].map((label) => sizes.get(label) as number);
    const after = newcomers + before.reduce((sum, size) => sum + size, 0);
    const pairs = (size: number): number => (size * (size - 1)) / 2;
    const pairsGained = pairs(after) - before.reduce((sum, size) => sum + pairs(size), 0);
    if (pairsGained === 0) return [];
    const best = shared.reduce(
      (most, v) => ((degrees[v] as number) > (degrees[most] as number) ? v : most),
      first,
    );
    const reached = labels[best] as number;
    return [
      {
        person: network.persons[best]?.id as string,
        personsGained: after - (reached >= 0 ? (sizes.get(reached) as number) : 1),
        pairsGained,
        others: shared.length - 1,
      },
    ];
  });
}
