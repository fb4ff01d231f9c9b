import type { Brokerage } from '../network/index.ts';
import { captionOf, idOf, servicesOf } from './draw.ts';
import type { Part } from './found.ts';
import type { Look } from './look.ts';
import { MOST_ROWS } from './tuning.ts';
import { BROKER_ROLES, type Broker, type BrokerRole, type RolesAnswer } from './types.ts';
import { listed } from './wording.ts';

/** The services that know each person of a part, by number: the groups between which somebody stands. */
export function groupsIn({ network }: Look, { persons }: Part): readonly (readonly number[])[] {
  const numbers = new Map(network.services.map((service, i) => [service, i]));
  return persons.map((v) => servicesOf(network, v).map((service) => numbers.get(service) as number));
}

/** A coordinator stands within one service's view; the four others between several. */
const BETWEEN = BROKER_ROLES.filter((role) => role !== 'coordinator');

export function rolesOf(
  look: Look,
  part: Part,
  groups: readonly (readonly number[])[],
  roles: Brokerage,
): RolesAnswer {
  const { network, version } = look;
  const between = (i: number): number => BETWEEN.reduce((sum, role) => sum + (roles[role][i] as number), 0);
  const ranked = part.persons
    .map((_, i) => i)
    .filter((i) => BROKER_ROLES.some((role) => (roles[role][i] as number) > 0))
    .sort(
      (a, b) =>
        between(b) - between(a) ||
        (roles.coordinator[b] as number) - (roles.coordinator[a] as number) ||
        a - b,
    );
  return {
    version,
    brokers: ranked.slice(0, MOST_ROWS).map((i): Broker => {
      const v = part.persons[i] as number;
      const counts = Object.fromEntries(BROKER_ROLES.map((role) => [role, roles[role][i] as number]));
      const role = BETWEEN.reduce<BrokerRole>(
        (best, one) =>
          (roles[one][i] as number) > (best === 'coordinator' ? 0 : (roles[best][i] as number)) ? one : best,
        'coordinator',
      );
      const services = servicesOf(network, v);
      const example = openPair(part, groups, i, role);
      const names = example?.map((one) => ({
        caption: captionOf(network, one),
        by: listed(servicesOf(network, one)),
      }));
      return {
        person: idOf(network, v),
        caption: captionOf(network, v),
        services,
        counts: counts as Record<BrokerRole, number>,
        role,
        ...(example && {
          example: {
            persons: [idOf(network, example[0]), idOf(network, example[1])],
            captions: [captionOf(network, example[0]), captionOf(network, example[1])],
          },
        }),
        why: `known to ${listed(services)}; ${MEANS[role]}${names?.[0] && names[1] ? `, as ${names[0].caption} (${names[0].by}) and ${names[1].caption} (${names[1].by})` : ''}`,
      };
    }),
    knownToNobody: groups.filter((of) => of.length === 0).length,
    note: 'Pairs of contacts who are not tied to one another, counted both ways, by which service knows whom (Gould and Fernandez 1989). Who is known to several services counts for each in part. It tells what services would have to put together, and nothing of what anybody did.',
  };
}

const MEANS: Readonly<Record<BrokerRole, string>> = {
  coordinator: 'ties persons whom the same service knows',
  itinerant: 'ties persons whom one service knows, and is known to another',
  gatekeeper: 'ties persons whom the same service knows with persons whom another knows',
  representative: 'ties persons whom the same service knows with persons whom another knows',
  liaison: 'ties persons of two services, and is known to a third',
};

/** Two contacts who are not tied to one another, known to services as the role says: the first in order. */
function openPair(
  { graph, persons }: Part,
  groups: readonly (readonly number[])[],
  i: number,
  role: BrokerRole,
): readonly [number, number] | undefined {
  const own = groups[i] as readonly number[];
  const near = graph.targets.subarray(graph.offsets[i], graph.offsets[i + 1]);
  const meet = (a: readonly number[], b: readonly number[]): boolean => a.some((one) => b.includes(one));
  const parted = (a: readonly number[], b: readonly number[]): boolean =>
    a.some((one) => b.some((other) => one !== other));
  for (const x of near) {
    const ofX = groups[x] as readonly number[];
    if (ofX.length === 0) continue;
    const tied = new Set(graph.targets.subarray(graph.offsets[x], graph.offsets[x + 1]));
    for (const y of near) {
      const ofY = groups[y] as readonly number[];
      if (y <= x || tied.has(y) || ofY.length === 0) continue;
      const within = role === 'coordinator' || role === 'itinerant';
      if (!(within ? meet(ofX, ofY) : parted(ofX, ofY))) continue;
      if (role === 'itinerant' && !(parted(ofX, own) || parted(ofY, own))) continue;
      return [persons[x] as number, persons[y] as number];
    }
  }
  return undefined;
}
