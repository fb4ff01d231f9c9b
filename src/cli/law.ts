import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CLOSENESS,
  checkPolicy,
  type KeptRow,
  type PastReport,
  type PolicyCheck,
  PolicyError,
  type PolicyInWords,
  type PolicyText,
  type PolicyVersion,
  readPolicyFolder,
  type SubjectReport,
  subjectPage,
  type TitledCandidate,
} from '../law/index.ts';
import { EXIT, UsageError } from './errors.ts';
import { bold } from './explain.ts';
import { RemoteError } from './remote-service.ts';
import {
  type CommonOptions,
  type Desk,
  localOfficer,
  openDesk,
  settingsOf,
  subjectOfficer,
} from './service.ts';

interface LawOptions extends CommonOptions {
  readonly note?: string;
  readonly from?: string;
  readonly refuse?: boolean;
}

const WHAT = ['show', 'test', 'try', 'versions', 'propose', 'approve', 'keeping', 'erase'] as const;

/** `tocsin law WHAT [DIR|ID]`: the policy, its own tests, what it would have changed, and how it is put in force. */
export async function law(what: string, argument: string | undefined, options: LawOptions): Promise<number> {
  const { config } = settingsOf(options);
  const folder = (): PolicyText => {
    const place = argument ?? config.policy;
    if (place === undefined) throw new UsageError(`say which folder: tocsin law ${what} DIR`);
    return readPolicyFolder(place, config.jurisdiction);
  };
  const withDesk = async <T>(run: (desk: Desk) => Promise<T>): Promise<T> => {
    const desk = await openDesk(config);
    try {
      return await run(desk);
    } finally {
      await desk.close();
    }
  };
  const tell = (value: unknown, text: string): void => {
    process.stdout.write(options.json ? `${JSON.stringify(value, null, 2)}\n` : text);
  };
  switch (what) {
    case 'show': {
      const words = await withDesk(({ law: room }) => room.inWords());
      tell(words, wordsText(words));
      return EXIT.ok;
    }
    case 'test': {
      // Without a folder: the policy in force, which needs the store.
      const given = argument ?? config.policy;
      const text =
        given === undefined
          ? await withDesk(async ({ law: room }) => {
              const { jurisdiction, files } = await room.inWords();
              return { jurisdiction, files };
            })
          : folder();
      const check = checkPolicy(text);
      tell(check, checkText(check));
      return check.sound ? EXIT.ok : EXIT.failed;
    }
    case 'try': {
      const report = await withDesk(({ law: room }) => room.tryOnPast(localOfficer(), folder()));
      tell(report, pastText(report));
      return EXIT.ok;
    }
    case 'versions': {
      const versions = await withDesk(({ law: room }) => room.versions());
      tell(versions, versions.map(versionText).join('') || 'No other policy was proposed.\n');
      return EXIT.ok;
    }
    case 'propose': {
      const { note } = options;
      if (note === undefined) throw new UsageError('say what it changes, and why: --note "…"');
      const version = await withDesk(({ law: room }) => room.propose(localOfficer(), folder(), note));
      tell(
        version,
        `Proposed as ${version.id}. Somebody else approves it on the page Law, or as another user of this machine: tocsin law approve ${version.id}\n`,
      );
      return EXIT.ok;
    }
    case 'approve': {
      if (argument === undefined)
        throw new UsageError('say which one: tocsin law approve ID (tocsin law versions)');
      const { note = '', from, refuse = false } = options;
      const decision = { accept: !refuse, note, ...(from !== undefined && { inForceFrom: from }) };
      const version = await withDesk(({ law: room }) =>
        room.decidePolicy(localOfficer(), argument, decision),
      );
      tell(version, versionText(version));
      return EXIT.ok;
    }
    case 'keeping': {
      const rows = await withDesk(({ keeping }) => keeping.overview(localOfficer()));
      tell(rows, keepingText(rows));
      return EXIT.ok;
    }
    case 'erase': {
      const erased = await withDesk(({ keeping }) => keeping.eraseDue(localOfficer()));
      const lines = erased.map(({ name, count }) => `  ${name}  ${count}\n`);
      tell(
        erased,
        lines.length === 0
          ? 'Nothing was due. Travellers, epochs and requests are erased by `tocsin start`.\n'
          : `Erased; the ledger has the proof:\n${lines.join('')}`,
      );
      return EXIT.ok;
    }
    default:
      throw new UsageError(`tocsin law ${what}: there are ${WHAT.join(', ')}`);
  }
}

function wordsText({ title, version, inForceFrom, rules }: PolicyInWords): string {
  const head =
    version === undefined
      ? `Policy of the ${title}, as it was set up`
      : `Policy of the ${title}, version ${version}, in force from ${inForceFrom}`;
  const lines = [bold(head), ''];
  for (const { id, title: said, explain, effect, roles, purposes, actions } of rules) {
    lines.push(`${bold(said)}   ${effect === 'forbid' ? 'forbids' : 'permits'}, rule ${id}`, `  ${explain}`);
    if (roles.length > 0)
      lines.push(
        `  who: ${roles.join(', ')}`,
        `  what: ${actions.join(', ')}`,
        `  for: ${purposes.join(', ')}`,
      );
    lines.push('');
  }
  return `${lines.join('\n')}\n`;
}

function checkText({ problems, cases }: PolicyCheck): string {
  const failed = cases.filter(({ passed }) => !passed);
  const lines = [
    ...problems.map((problem) => `PROBLEM ${problem}`),
    ...failed.map(({ name, instead }) => `FAILED  ${name}: ${instead}`),
    ...(problems.length === 0 ? [`${cases.length - failed.length} of ${cases.length} cases hold`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function pastText(report: PastReport): string {
  const lines = [
    `${report.tried} of ${report.total} decisions tried, newest first`,
    `  ${report.nowRefused} were allowed and would be refused`,
    `  ${report.nowAllowed} were refused and would be allowed`,
    `  ${report.otherRule} would be decided the same by another rule`,
    `  ${report.notComparable} cannot be compared: the ledger does not keep what they were decided on`,
  ];
  for (const { seq, at, account, roles, purpose, action, was, would } of report.changed)
    lines.push(
      `    ${seq}  ${at}  ${account} (${roles.join(', ')}) ${action} for ${purpose}: ${outcome(was)} → ${outcome(would)}`,
    );
  return `${lines.join('\n')}\n`;
}

const outcome = ({ allowed, rule }: { readonly allowed: boolean; readonly rule: string }): string =>
  `${allowed ? 'allowed' : 'refused'} by ${rule}`;

function keepingText(rows: readonly KeptRow[]): string {
  const day = (instant: string | undefined): string => (instant === undefined ? '' : instant.slice(0, 10));
  const width = Math.max(...rows.map(({ name }) => name.length));
  const lines = rows.map(
    ({ name, days, held, due, soon, nextDue, byPolicy }) =>
      `${name.padEnd(width)}  ${String(days).padStart(5)}${byPolicy ? '*' : ' '} ${String(held).padStart(9)} ${String(due).padStart(8)} ${String(soon).padStart(8)}  ${day(nextDue)}`,
  );
  return `${[
    bold(`${'kind'.padEnd(width)}   days       held      due  30 days  next due`),
    ...lines,
    '* the policy in force says so. What each is, and why so long: docs/law.md, or --json.',
  ].join('\n')}\n`;
}

/** `tocsin close-person WHAT …`: persons close to whoever sits here, and those of all staff for the data protection officer. */
export async function closePerson(
  what: string,
  argument: string | undefined,
  options: CommonOptions & { readonly born?: string; readonly as?: string },
): Promise<number> {
  const { config } = settingsOf(options);
  const officer = localOfficer();
  const need = (name: string): string => {
    if (argument === undefined) throw new UsageError(`say ${name}: tocsin close-person ${what} …`);
    return argument;
  };
  const closeness = CLOSENESS.find((one) => one === (options.as ?? 'other'));
  if (closeness === undefined) throw new UsageError(`--as takes ${CLOSENESS.join(', ')}`);
  const desk = await openDesk(config);
  const tell = (value: unknown, text: string): void => {
    process.stdout.write(options.json ? `${JSON.stringify(value, null, 2)}\n` : text);
  };
  try {
    switch (what) {
      case 'declare': {
        const { born } = options;
        if (born === undefined) throw new UsageError('say the birth date: --born YYYY-MM-DD');
        const made = await desk.closePersons.declare(officer, { name: need('the name'), born, closeness });
        tell(made, `Declared as ${made.id}. Only the data protection officer can read who it is.\n`);
        return EXIT.ok;
      }
      case 'withdraw':
        await desk.closePersons.withdraw(officer, need('which: its id'));
        tell({ withdrawn: argument }, 'Erased.\n');
        return EXIT.ok;
      case 'list': {
        const own = await desk.closePersons.own(officer.account);
        const lines = own.map(
          (one) => `${one.id}  ${one.closeness}, declared ${one.declaredAt.slice(0, 10)}\n`,
        );
        tell(own, lines.join('') || 'You declared nobody.\n');
        return EXIT.ok;
      }
      case 'all': {
        const all = await desk.closePersons.all(officer);
        const lines = all.map(
          ({ account, name, born, closeness: how }) => `${account}  ${name}, born ${born} (${how})\n`,
        );
        tell(all, lines.join('') || 'Nobody declared anybody.\n');
        return EXIT.ok;
      }
      default:
        throw new UsageError(`tocsin close-person ${what}: there are declare, list, withdraw, all`);
    }
  } finally {
    await desk.close();
  }
}

function versionText({ id, note, proposedBy, proposedAt, decision }: PolicyVersion): string {
  const became =
    decision === undefined
      ? 'waits for somebody else to approve it'
      : decision.accepted
        ? `approved by ${decision.by}, in force from ${decision.inForceFrom}`
        : `refused by ${decision.by}`;
  return `${id}  proposed by ${proposedBy} at ${proposedAt}: ${note}\n    ${became}\n`;
}

/** `tocsin subject-access NAME|ID… -o DIR`: everything that is held on one person, and every look at it. */
export async function subjectAccess(
  given: readonly string[],
  options: CommonOptions & { readonly born?: string; readonly output?: string },
): Promise<number> {
  const { config } = settingsOf(options);
  const { output } = options;
  if (output === undefined) throw new UsageError('say where to write to: -o DIR');
  const desk = await openDesk(config);
  try {
    const report = (await collected(desk, given)) ?? (await ofName(desk, given.join(' '), options.born));
    if ('candidates' in report) {
      const { candidates } = report;
      // Somebody of the same name must not be given to whoever asks: a person has to look.
      process.stdout.write(
        options.json ? `${JSON.stringify(report, null, 2)}\n` : candidatesText(candidates, output),
      );
      return EXIT.nobody;
    }
    mkdirSync(output, { recursive: true, mode: 0o700 });
    const write = (file: string, content: string): void =>
      writeFileSync(join(output, file), content, { mode: 0o600 });
    write('report.json', `${JSON.stringify(report, null, 2)}\n`);
    write('report.html', subjectPage(report));
    const records = report.holdings.reduce((sum, { records: held }) => sum + held.length, 0);
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ output, ids: report.ids, records, looks: report.looks.length }, null, 2)}\n`
        : `${records} records and ${report.looks.length} looks: ${join(output, 'report.html')}, report.json\n`,
    );
    return EXIT.ok;
  } finally {
    await desk.close();
  }
}

/** What is held under some ids; `undefined` where they are none. */
async function collected(desk: Desk, ids: readonly string[]): Promise<SubjectReport | undefined> {
  try {
    return await desk.law.collectSubject(subjectOfficer(), ids);
  } catch (error) {
    if (error instanceof PolicyError || (error instanceof RemoteError && error.kind === PolicyError.name))
      return undefined;
    throw error;
  }
}

/** What is held on the only person of that name; those to choose from where there are several, or none. */
async function ofName(
  desk: Desk,
  name: string,
  born: string | undefined,
): Promise<SubjectReport | { readonly candidates: readonly TitledCandidate[] }> {
  const question = { name, ...(born !== undefined && { born }) };
  const candidates = await desk.law.findSubject(subjectOfficer(), question);
  const [one, ...others] = candidates;
  return one && others.length === 0 ? desk.law.collectSubject(subjectOfficer(), [one.id]) : { candidates };
}

function candidatesText(candidates: readonly TitledCandidate[], output: string): string {
  if (candidates.length === 0) return 'Nothing is held under this name or id.\n';
  const lines = candidates.map(
    ({ id, title, caption, details }) => `  ${id}  ${caption}  (${title}: ${details.join(', ')})`,
  );
  return `${[
    'Several records may be of this person. Look at them, then name those that are:',
    `tocsin subject-access ID … -o ${output}`,
    ...lines,
  ].join('\n')}\n`;
}
