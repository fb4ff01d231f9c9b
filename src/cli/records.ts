import { isDatasetName, VERDICTS, type Verdict } from '../model/index.ts';
import type { EntityView } from '../screening/index.ts';
import { EXIT, UsageError } from './errors.ts';
import { bold } from './explain.ts';
import { administrator, type CommonOptions, openDesk, reviewer, screener, settingsOf } from './service.ts';

/** `tocsin show ID`: everything that is said of one entity, each value with who says it; also as of a day. */
export async function show(id: string, options: CommonOptions & { readonly asOf?: string }): Promise<number> {
  const { config } = settingsOf(options);
  const asOf = options.asOf === undefined ? undefined : endOf(options.asOf);
  const service = await openDesk(config);
  try {
    const found = await service.screening.entity(screener(config), id, asOf);
    if (!found) {
      process.stderr.write(
        `tocsin: nothing is known of ${id}${asOf === undefined ? '' : ` as of ${options.asOf}`}\n`,
      );
      return EXIT.nobody;
    }
    process.stdout.write(options.json ? `${JSON.stringify(found.view, null, 2)}\n` : viewText(found.view));
    return EXIT.ok;
  } finally {
    await service.close();
  }
}

/** A day means what was known at its end; an instant is taken as it is. */
function endOf(text: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59.999Z` : text;
  const instant = new Date(day);
  if (Number.isNaN(instant.getTime()))
    throw new UsageError('--as-of takes a day (2026-02-27) or an instant (2026-02-27T12:00:00Z)');
  return instant.toISOString();
}

function viewText({ entity, statements, judgements, adjacent }: EntityView): string {
  const lines = [`${bold(entity.caption)}   ${entity.schema}, ${entity.id}`];
  if (entity.referents.length > 0) lines.push(`together with ${entity.referents.join(', ')}`);
  let property = '';
  for (const statement of [...statements].sort((a, b) =>
    a.property < b.property ? -1 : a.property > b.property ? 1 : 0,
  )) {
    if (statement.property === 'id') continue;
    if (statement.property !== property) {
      property = statement.property;
      lines.push(`  ${property}`);
    }
    const written = statement.originalValue === undefined ? '' : `  (written: ${statement.originalValue})`;
    lines.push(`    ${statement.value}${written}`);
    lines.push(`        ${statement.dataset}, since version ${statement.firstSeen}, ${statement.grade}`);
  }
  for (const { property: link, entity: other } of adjacent) {
    lines.push(`  ${link}: ${other.caption}  (${other.schema}, ${other.id})`);
  }
  for (const { id, verdict, left, right, by, at, reason, undoneAt } of judgements) {
    const undone = undoneAt === undefined ? '' : `, undone ${undoneAt.slice(0, 10)}`;
    lines.push(
      `  judged ${verdict} by ${by} on ${at.slice(0, 10)}${undone}: ${left}, ${right}: ${reason}  (${id})`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** `tocsin same A B`, `tocsin not-same A B`: whether two entries are the same person. */
export async function judge(
  left: string,
  right: string,
  verdict: string,
  options: CommonOptions & { readonly reason?: string },
): Promise<number> {
  const known = VERDICTS.find((one) => one === verdict) as Verdict;
  if (options.reason === undefined || options.reason.trim() === '') {
    throw new UsageError('a judgement needs a reason: --reason "same passport"');
  }
  const reason = options.reason;
  const { config } = settingsOf(options);
  const service = await openDesk(config);
  try {
    const made = await service.screening.judge(reviewer(config), { left, right, verdict: known, reason });
    const text = `${made.left} and ${made.right}: ${made.verdict}. Undo with: tocsin undo ${made.id}\n`;
    process.stdout.write(options.json ? `${JSON.stringify(made, null, 2)}\n` : text);
    return EXIT.ok;
  } finally {
    await service.close();
  }
}

/** `tocsin undo ID`: takes a judgement back; it stays on record. */
export async function undo(
  id: string,
  options: CommonOptions & { readonly reason?: string },
): Promise<number> {
  const { config } = settingsOf(options);
  const service = await openDesk(config);
  try {
    const undone = await service.screening.undoJudgement(
      reviewer(config),
      id,
      options.reason ?? 'undone on the command line',
    );
    process.stdout.write(
      options.json ? `${JSON.stringify(undone, null, 2)}\n` : `undone: ${undone.left}, ${undone.right}\n`,
    );
    return EXIT.ok;
  } finally {
    await service.close();
  }
}

/** `tocsin confirm DATASET VERSION`: takes over, or refuses, a version that is held. */
export async function confirm(
  dataset: string,
  version: string,
  options: CommonOptions & { readonly refuse?: boolean },
): Promise<number> {
  if (!isDatasetName(dataset)) throw new UsageError(`${dataset} is no name of a list`);
  const { config } = settingsOf(options);
  const service = await openDesk(config);
  try {
    const done = await service.screening.confirm(administrator(), dataset, version, !options.refuse);
    process.stdout.write(
      options.json ? `${JSON.stringify(done, null, 2)}\n` : `${dataset} ${version}: ${done.state}\n`,
    );
    return EXIT.ok;
  } finally {
    await service.close();
  }
}
