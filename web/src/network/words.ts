import { INFORMATION_CREDIBILITY, SOURCE_RELIABILITY } from '../../../src/model/grade.ts';
import type { ChartEdge, Telling } from './answers.ts';

const KIND_WORDS: Readonly<Record<string, string>> = {
  associate: 'associates',
  family: 'family',
  link: 'linked',
  membership: 'members of the same',
  event: 'at the same event',
  document: 'the same document',
  telephone: 'the same telephone',
  address: 'the same address',
  travel: 'on one booking',
};

/** What ties two persons, as people say it; kinds of other charts keep their own word. */
export const kindWords = (kind: string): string => KIND_WORDS[kind] ?? kind;

/** `B2` in words: "usually reliable, probably true". */
export function gradeWords(grade: string): string {
  const source = SOURCE_RELIABILITY[grade[0] as keyof typeof SOURCE_RELIABILITY];
  const says = INFORMATION_CREDIBILITY[Number(grade[1]) as keyof typeof INFORMATION_CREDIBILITY];
  return source && says ? `${source}, ${says}` : grade;
}

const LIST = new Intl.ListFormat('en', { type: 'conjunction' });
/** `be, fr and nl`. */
export const listed = (names: readonly string[]): string => LIST.format(names);

/** Who holds a tie, in a sentence. */
export function holdersInWords({
  services,
  halves,
  withheldBy,
  kinds,
}: Pick<ChartEdge, 'services' | 'halves' | 'withheldBy' | 'kinds'>): string {
  if (kinds.length === 0 && withheldBy.length > 0)
    return `${listed(withheldBy)} ${withheldBy.length > 1 ? 'hold' : 'holds'} a link here that is not told: ask.`;
  const [half] = halves;
  const told =
    services.length > 1
      ? `Held by ${listed(services)}, each for itself.`
      : services.length === 1
        ? `Held by ${services[0]} alone.`
        : half
          ? `${half[0]} and ${half[1]} hold half each; neither sees it alone.`
          : 'No service is known to hold it.';
  return withheldBy.length > 0 ? `${told} ${listed(withheldBy)} may hold more: ask.` : told;
}

const shown = (from: string | undefined, until: string | undefined): string =>
  from === undefined && until === undefined ? 'not dated' : `${from ?? '…'} – ${until ?? 'still'}`;

/** When a tie or a telling held in the world. `until` is the first day after. */
export const heldInWords = ({ validFrom, validUntil }: Pick<Telling, 'validFrom' | 'validUntil'>): string =>
  shown(validFrom, validUntil);

/** When it was known here. */
export const knownInWords = ({
  recordedFrom,
  recordedUntil,
}: Pick<Telling, 'recordedFrom' | 'recordedUntil'>): string =>
  recordedFrom === undefined && recordedUntil === undefined
    ? 'not dated'
    : `${recordedFrom?.slice(0, 10) ?? '…'}${recordedUntil ? ` – ${recordedUntil.slice(0, 10)}` : ''}`;

export const times = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
