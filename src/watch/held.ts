import type { HeldRecord, HeldSource } from '../law/index.ts';
import type { StoredTraveller, Travel } from '../store/index.ts';
import type { KeptTravellers } from './kept-travellers.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Travellers of one name that are shown to choose from. */
const MOST = 50;

const names = ({ parts }: StoredTraveller): readonly string[] =>
  Object.values(parts).flatMap(({ traveller }) =>
    traveller.names.map(({ surname, given }) => [given, surname].filter(Boolean).join(' ')),
  );
const births = ({ parts }: StoredTraveller): readonly string[] =>
  Object.values(parts).flatMap(({ traveller }) => traveller.birthDates.map(({ value }) => value));

/**
 * What the watch holds on persons. A hit says that a traveller may be somebody: the traveller is given only to whoever asks about that
 * traveller, or where people decided that it is the same person. Else somebody would get another person's journey.
 */
export function heldTravellers(travel: Travel, kept: Pick<KeptTravellers, 'search'>): HeldSource {
  return {
    name: 'travel',
    title: 'Travellers and hits',
    async find({ name, born }) {
      const { found } = await travel.search(name, await kept.search(name), { limit: MOST, offset: 0 });
      return found
        .filter(
          ({ traveller }) => born === undefined || births(traveller).some((date) => date.startsWith(born)),
        )
        .map(({ traveller, journey }) => ({
          id: traveller.id,
          source: 'travel',
          caption: [...new Set(names(traveller))].join(', ') || 'masked',
          details: [...new Set([...births(traveller), journey.key, journey.dueAt])],
        }));
    },
    async held(ids) {
      const hits = await travel.hitsOn(ids);
      const own = new Set(ids.filter((id) => UUID.test(id)));
      for (const { hit } of hits) if (hit.verdict === 'same') own.add(hit.traveller);
      const travellers = await travel.travellersWith([...own]);
      const records: HeldRecord[] = travellers.map((traveller) => ({
        kind: traveller.maskedAt === undefined ? 'traveller' : 'traveller, masked',
        id: traveller.id,
        value: traveller,
      }));
      for (const { hit, journey } of hits) {
        const { key, dueAt } = journey;
        records.push({ kind: 'hit', id: hit.id, value: { ...hit, flight: key, dueAt } });
        for (const event of await travel.events(hit.id))
          records.push({ kind: 'step', id: hit.id, value: event });
      }
      for (const { id } of travellers)
        for (const unmasking of await travel.unmaskings({ traveller: id }))
          records.push({ kind: 'unmasking', id: unmasking.id, value: unmasking });
      return { records, ids: [...travellers.map(({ id }) => id), ...hits.map(({ hit }) => hit.id)] };
    },
  };
}
