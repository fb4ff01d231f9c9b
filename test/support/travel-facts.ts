import type { TravelItem } from '../../src/intake/index.ts';
import type { Leg, Traveller } from '../../src/model/index.ts';

/** What a careful reader writes down of one passenger list, booking or reply. */
export interface JourneyFacts {
  readonly what: string;
  readonly legs: readonly string[];
  readonly travellers: readonly string[];
}

const legFacts = ({
  carrier = '',
  number = '',
  from = '',
  to = '',
  departs = '',
  arrives = '',
  operatedBy,
}: Leg): string =>
  `${carrier}${number}${operatedBy ? ` by ${operatedBy}` : ''} ${from}-${to} ${departs} ${arrives}`.trimEnd();

function travellerFacts(traveller: Traveller): string {
  const names = [...new Set(traveller.names.map(({ asSent }) => asSent))].join(' = ');
  const born = [...new Set(traveller.birthDates.map(({ value }) => value))].join(' ');
  const documents = traveller.documents.map(({ type = '', number, issuer = '', expires = '' }) =>
    [type, number, issuer, expires].join(':'),
  );
  return [
    traveller.kind,
    // Of a close-out, which names nobody, what joins it to the list.
    names || [...traveller.locators, ...traveller.references].join(' '),
    traveller.onBoard === undefined ? '' : traveller.onBoard ? 'on board' : 'not on board',
    born,
    traveller.sexes[0]?.value,
    traveller.nationalities[0]?.value,
    ...documents,
  ]
    .filter(Boolean)
    .join(' | ');
}

export function factsOf(items: readonly TravelItem[]): JourneyFacts[] {
  return items.flatMap((item) => {
    if (item.type === 'reply')
      return [
        {
          what: `${item.reply.kind} ${item.reply.code}`,
          legs: [],
          travellers: item.reply.travellers.map(({ locators, references, code }) =>
            [...locators, ...references, code].join(' '),
          ),
        },
      ];
    if (item.type !== 'journey') return [];
    const { event, kind, locators, transport, legs, travellers } = item.journey;
    return [
      {
        what: `${kind} ${event} ${locators.join(' ')}`.trimEnd(),
        legs: [...(transport ? [legFacts(transport)] : []), ...legs.map(legFacts)],
        travellers: travellers.map(travellerFacts),
      },
    ];
  });
}
