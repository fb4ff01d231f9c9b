import type { Comparison, FieldComparison, TokenPair } from '../match/index.ts';
import type { Entity } from '../model/index.ts';

const colours = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
const paint =
  (code: number) =>
  (text: string): string =>
    colours ? `\u001b[${code}m${text}\u001b[0m` : text;
export const bold = paint(1);
const dim = paint(2);
const red = paint(31);
const green = paint(32);

export const GRADE_TEXT = {
  'name-only': 'name only',
  'name-and-attribute': 'name and country or place',
  'name-and-year': 'name and year of birth',
  'name-and-date': 'name and full date of birth',
  document: 'document number',
} as const;

const WIDTH = 78;

function wrap(text: string, indent: string): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > WIDTH && line.trim() !== '') {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? word : ` ${word}`;
  }
  lines.push(line);
  return lines.join('\n');
}

const some = (values: readonly string[] | undefined, most = 4): string => {
  if (!values || values.length === 0) return '';
  const more = values.length - most;
  return values.slice(0, most).join(', ') + (more > 0 ? ` and ${more} more` : '');
};

/** One hit as a person reads it: who, on which list, how sure, why, and what speaks against it. */
export function explainHit(
  place: number,
  entity: Entity,
  { score, grade, explanation }: Comparison,
  versions: Readonly<Record<string, string>>,
): string {
  const lists = entity.datasets.map(
    (name) => `${name}${versions[name] === undefined ? '' : ` (${versions[name].slice(0, 10)})`}`,
  );
  const facts = [
    some(entity.properties.birthDate) && `born ${some(entity.properties.birthDate)}`,
    some(entity.properties.birthPlace, 1) && `in ${some(entity.properties.birthPlace, 1)}`,
    some(entity.properties.nationality ?? entity.properties.citizenship ?? entity.properties.country),
  ].filter((fact) => fact);
  const lines = [
    `${bold(`${place}. ${entity.caption}`)}   ${entity.schema}, ${entity.id}`,
    `   score ${bold(score.toFixed(3))}   rests on: ${GRADE_TEXT[grade]}`,
    wrap(`list: ${lists.join(', ')}`, '   '),
  ];
  if (facts.length > 0) lines.push(wrap(facts.join('; '), '   '));
  if (explanation.candidateName !== entity.caption) {
    lines.push(wrap(`matched ${explanation.candidateProperty}: ${explanation.candidateName}`, '   '));
  }
  lines.push('', ...explanation.tokens.map(tokenLine));
  if (explanation.order === 'different') lines.push(dim('     the words stand in another order'));
  for (const step of explanation.steps) lines.push(dim(wrap(step, '     ')));
  const told = explanation.fields.filter(({ outcome }) => outcome !== 'not-compared');
  if (told.length > 0) lines.push('', ...told.map(fieldLine));
  return lines.join('\n');
}

function tokenLine({ query, candidate, agreement, similarity }: TokenPair): string {
  const left = (query ?? '—').padEnd(20);
  const right = (candidate ?? '—').padEnd(20);
  const how =
    agreement === 'missing'
      ? 'stands alone'
      : agreement === 'same'
        ? 'same'
        : `${agreement}, ${similarity.toFixed(2)}`;
  const sign = agreement === 'missing' ? red('·') : green('=');
  return `   ${sign} ${left} ${right} ${how}`;
}

function fieldLine({ field, outcome, query, candidate, effect, detail }: FieldComparison): string {
  const sign = outcome === 'contradicts' ? red('≠') : outcome === 'agrees' ? green('=') : '~';
  const change = effect === 0 ? '' : ` (${effect > 0 ? '+' : ''}${effect.toFixed(3)})`;
  const head = `   ${sign} ${field}: ${some(query, 2)} — ${some(candidate, 3)}`;
  const told = outcome === 'contradicts' ? red(detail.toUpperCase()) : detail;
  return `${head}\n${wrap(`${told}${change}`, '       ')}`;
}
