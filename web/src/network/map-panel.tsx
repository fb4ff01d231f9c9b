import { useMemo } from 'react';
import { Failure } from '../shared/notice.tsx';
import { GrownTable } from './grown-table.tsx';
import classes from './map.module.css';
import type { Span } from './months.ts';
import { countryName, onTheMap, type PlaceRow, selectionAt } from './placed.ts';
import type { Desk } from './use-desk.ts';
import { useMap } from './use-map.ts';
import { kindWords, times } from './words.ts';
import { WorldMap } from './world-map.tsx';

/** Where ties were, on a map and in a table: towns and countries, with the selection and the time of the chart. */
export function MapPanel({ desk, span }: { readonly desk: Desk; readonly span: Span | undefined }) {
  const { persons, clocks, selection, edgeOf, overview } = desk;
  const asked = useMap(persons, clocks);
  const map = asked.data;
  const shown = useMemo(() => map && onTheMap(map, span, selection, edgeOf), [map, span, selection, edgeOf]);
  if (persons.length === 0)
    return <p className="quiet">Put somebody on the chart: the map shows where their ties were.</p>;
  if (asked.error) return <Failure error={asked.error} />;
  if (!map || !shown) return <p className="quiet">Looking up where …</p>;
  const { rows, ways } = shown;
  const select = (row: PlaceRow): void => desk.select(selectionAt(row));
  return (
    <div className={classes.panel} data-docked="map">
      {rows.length > 0 && (
        <WorldMap
          rows={rows}
          ways={ways}
          place={selection.at?.place}
          quiet={!rows.some(({ lit }) => lit)}
          onSelect={select}
        />
      )}
      <div className={classes.beside}>
        <p className="quiet small" role="status">
          {sum(shown.placed, map)}
          {overview?.travel === 'withheld' &&
            ' Bookings of confirmed travellers are not in what you see: that takes the role travel analyst.'}
        </p>
        {rows.length > 0 && (
          <GrownTable
            label="Places of the ties"
            head={['Place', 'Ties', 'Persons', 'What', 'Held']}
            rows={rows}
            keyOf={({ place }) => place.id}
            isSelected={({ place, lit }) => (selection.at ? selection.at.place === place.id : lit)}
            onSelect={select}
            cells={({ place, ties, persons: who, kinds, from, until }) => [
              place.kind === 'town'
                ? `${place.name}, ${countryName(place.country)}`
                : `${countryName(place.country)}, whole country`,
              ties.length,
              who.length,
              kinds.map(kindWords).join(', '),
              [from, until].filter(Boolean).join(' – '),
            ]}
          />
        )}
      </div>
    </div>
  );
}

/** How much is on the map, and how much is not. */
function sum(
  placed: number,
  {
    ties,
    placeless,
    unfound,
  }: { readonly ties: number; readonly placeless: number; readonly unfound: number },
): string {
  if (ties === 0) return 'No tie is on the chart.';
  const later = ties - placeless - unfound - placed;
  return [
    `${placed.toLocaleString('en')} of ${times(ties, 'tie')} ${placed === 1 ? 'is' : 'are'} on the map.`,
    placeless > 0 && `Of ${placeless.toLocaleString('en')} nobody says where.`,
    unfound > 0 && `Of ${unfound.toLocaleString('en')} a place is said that this map does not know.`,
    later > 0 && `${later.toLocaleString('en')} ${later === 1 ? 'is' : 'are'} of another time.`,
  ]
    .filter(Boolean)
    .join(' ');
}
