import { ACTION_FACTS, isAction } from './actions.ts';
import type { SubjectReport } from './subject-access.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);

/** A title, with the name that it has elsewhere. */
const named = (title: string, name: string): string => `${escaped(title)} <small>${escaped(name)}</small>`;

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:62em;padding:0 1em;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%;margin:.5em 0 1.5em}th,td{text-align:left;vertical-align:top;padding:.3em .6em;border-bottom:1px solid #ddd}
th{font-weight:600;white-space:nowrap}td td,td th{border:0;padding:.1em .6em .1em 0}td table{margin:0;width:auto}
@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}th,td{border-color:#333}}`;

/** A value of any shape as lines that people can read. */
function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return value.map(shown).filter(Boolean).join('<br>');
  if (typeof value === 'object')
    return `<table>${Object.entries(value)
      .map(([name, inner]) => [name, shown(inner)] as const)
      .filter(([, inner]) => inner !== '')
      .map(([name, inner]) => `<tr><th>${escaped(name)}<td>${inner}`)
      .join('')}</table>`;
  return `<bdi>${escaped(String(value))}</bdi>`;
}

/** The answer to a person as one page that needs nothing else: to print, or to send. */
export function subjectPage({ at, by, legalBasis, ids, holdings, looks, notSaid }: SubjectReport): string {
  const sections = holdings.map(
    ({ source, title, records }) =>
      `<h2>${named(title, source)}</h2>${
        records.length === 0
          ? '<p>Nothing is held here.</p>'
          : `<table>${records
              .map(
                ({ kind, id, value }) =>
                  `<tr><th>${escaped(kind)}<br><small>${escaped(id)}</small><td>${shown(value)}`,
              )
              .join('')}</table>`
      }`,
  );
  const rows = looks.map(
    ({ seq, at: when, account, roles, purpose, legalBasis: basis, action, allowed, rule }) =>
      `<tr>${[String(seq), when, account, roles.join(', ')]
        .map((cell) => `<td>${escaped(cell)}`)
        .join('')}<td>${isAction(action) ? named(ACTION_FACTS[action].title, action) : escaped(action)}${[
        purpose,
        basis,
        allowed ? 'allowed' : 'refused',
        rule,
      ]
        .map((cell) => `<td>${escaped(cell)}`)
        .join('')}`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>What is held</title><style>${STYLE}</style>
<h1>What is held, and who looked at it</h1>
<p>Put together on ${escaped(at)} by ${escaped(by)}, on the legal basis ${escaped(legalBasis)}. Records: ${escaped(ids.join(', '))}.</p>
${sections.join('\n')}
<h2>Looks</h2>
${
  looks.length === 0
    ? '<p>Nobody looked.</p>'
    : `<table><tr><th>No.<th>At (UTC)<th>Account<th>Roles<th>Action<th>Purpose<th>Legal basis<th>Decision<th>Rule${rows.join('')}</table>`
}
<h2>What this page cannot say</h2>
<ul>${notSaid.map((one) => `<li>${escaped(one)}`).join('')}</ul>
</html>
`;
}
