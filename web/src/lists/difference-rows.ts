import type { ListDifference } from '../shared/answers.ts';

/** One entry that a version added, changed or removed. */
export interface DifferenceRow {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly id: string;
  readonly caption: string;
  readonly added: readonly { readonly property: string; readonly value: string }[];
  readonly removed: readonly { readonly property: string; readonly value: string }[];
}

const NONE: DifferenceRow['added'] = [];

/** A difference as rows: what changed first, because it is what people look for, then removed, then added. */
export function differenceRows({
  added,
  removed,
  changed,
  captions,
}: ListDifference): readonly DifferenceRow[] {
  const caption = (id: string): string => captions[id] ?? id;
  const alone = (kind: 'added' | 'removed', ids: readonly string[]): DifferenceRow[] =>
    ids.map((id) => ({ kind, id, caption: caption(id), added: NONE, removed: NONE }));
  return [
    ...changed.map((one) => ({ kind: 'changed' as const, caption: caption(one.id), ...one })),
    ...alone('removed', removed),
    ...alone('added', added),
  ];
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The rows in which every word of a text stands: in the name, the id or a changed value. Accents do not matter. */
export function rowsWith(rows: readonly DifferenceRow[], text: string): readonly DifferenceRow[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const all = fold(
      [row.caption, row.id, row.kind, ...[...row.added, ...row.removed].map(({ value }) => value)].join(' '),
    );
    return words.every((word) => all.includes(word));
  });
}
