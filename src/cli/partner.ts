import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import {
  type AgreementTerms,
  type PartnerView,
  type PreparedStep,
  readInvitation,
  type StepOutcome,
} from '../share/index.ts';
import { FailedError, UsageError } from './errors.ts';
import { answerAt, type CommonOptions, liaison } from './service.ts';

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`);
  }
};

/** Terms as people read them before they sign. */
function termsText(terms: Omit<AgreementTerms, 'parties'>): string {
  const { purposes, families, questionsPerDay, questionsPerMinute, epochDays, groups, from, until } = terms;
  const yes = (value: boolean): string => (value ? 'yes' : 'no');
  return [
    `agreement ${terms.id}, version ${terms.version ?? 1}, ${from.slice(0, 10)} to ${until.slice(0, 10)}`,
    ...purposes.map(({ name, legalBases }) => `  may be asked for: ${name}, on ${legalBases.join(' or ')}`),
    `  kinds of keys: ${families.join(', ')}`,
    `  each may ask ${questionsPerDay} questions a day, ${questionsPerMinute} a minute`,
    `  new keys and tables every ${epochDays} days`,
    `  standing questions: ${yes(terms.standingQuestions)}; both learn of work on the same person: ${yes(terms.deconfliction)}`,
    `  what came by answers stays after the end: ${yes(terms.keepReceived ?? false)}`,
    ...Object.entries(groups).map(
      ([id, names]) => `  sharing groups of ${id}: ${names.join(', ') || 'none'}`,
    ),
  ].join('\n');
}

function partnerText(one: PartnerView): string {
  return [
    `${one.id}  ${one.title}  ${one.url}  ${one.state}`,
    `  pin ${one.pin}`,
    `  since ${one.since.slice(0, 10)}${one.knowsOurKeys ? '' : '; has not acknowledged our newest keys'}`,
    ...(one.ended
      ? [`  ended ${one.ended.at} by ${one.ended.by}: ${one.ended.reason || 'no reason given'}`]
      : []),
    ...(one.contact && !one.contact.ok
      ? [`  last contact failed ${one.contact.at}: ${one.contact.reason ?? 'no reason known'}`]
      : []),
    ...(one.waiting > 0
      ? [
          `  messages that have not arrived yet: ${one.waiting}${one.contact?.nextTry === undefined ? '' : `; tried again ${one.contact.nextTry}`}`,
        ]
      : []),
    ...one.refused.map(({ kind, reason }) => `  it did not take ${kind}: ${reason}`),
    termsText(one.agreement),
    ...(one.proposal
      ? [
          `${one.proposal.by} proposes:`,
          termsText(one.proposal.agreement),
          `Sign it: tocsin partner accept ${one.id}`,
        ]
      : []),
    '',
  ].join('\n');
}

/** Asks a person at the terminal; without one, `--yes` has to say it. */
async function confirm(question: string, yes: boolean | undefined): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY) throw new UsageError('nobody is here to confirm; read the terms, then say --yes');
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  const said = await asked.question(`${question} (yes/no) `);
  asked.close();
  if (said.trim().toLowerCase() !== 'yes') throw new FailedError('nothing was signed');
}

export interface InviteOptions extends CommonOptions {
  readonly url?: string;
  readonly terms?: string;
  readonly until?: string;
  readonly out?: string;
}

/** `tocsin partner invite NAME`: prints the invitation. */
export const invite = (name: string, options: InviteOptions): Promise<number> => {
  const { url, out, until } = options;
  if (until !== undefined && !/^\d{4}-\d\d-\d\d$/.test(until))
    throw new UsageError('--until takes YYYY-MM-DD');
  const terms = {
    ...(options.terms !== undefined && (readJson(options.terms) as object)),
    ...(until !== undefined && { until: `${until}T23:59:59.999Z` }),
  };
  return answerAt(options, async ({ partners }) =>
    outcomeText(
      await partners.take(liaison(), { what: 'invite', name, terms, ...(url !== undefined && { url }) }),
      out,
    ),
  );
};

/** What a step has become; an invitation is printed, or written into a file. */
function outcomeText(outcome: StepOutcome, out?: string): readonly [unknown, string] {
  if ('prepared' in outcome) {
    const { id, until } = outcome.prepared;
    const text = `Prepared as ${id}. Somebody else signs it until ${until.slice(0, 10)}: on the page Partners, or as another user of this machine: tocsin partner sign ${id}\n`;
    return [outcome.prepared, text];
  }
  if ('partner' in outcome) return [outcome.partner, partnerText(outcome.partner)];
  const { id, text } = outcome.invitation;
  if (out === undefined) return [outcome.invitation, text];
  writeFileSync(out, text, { mode: 0o600, flag: 'wx' });
  return [
    { id, file: out },
    `${out}\nBring it to the other service by a way that both trust; there: tocsin partner accept FILE. It works once.\n`,
  ];
}

/** `tocsin partner sign ID`: signs what somebody else prepared, after showing it. */
export const sign = (
  id: string,
  options: CommonOptions & { readonly yes?: boolean; readonly out?: string },
): Promise<number> =>
  answerAt(options, async ({ partners }) => {
    const step = (await partners.prepared(liaison())).find((one) => one.id === id);
    if (step) {
      process.stderr.write(`${preparedText(step)}\n${JSON.stringify(step.terms ?? step.reason, null, 2)}\n`);
      await confirm('Sign this?', options.yes);
    }
    return outcomeText(await partners.sign(liaison(), id), options.out);
  });

/** `tocsin partner drop ID`: takes back what was prepared. */
export const drop = (id: string, options: CommonOptions): Promise<number> =>
  answerAt(options, async ({ partners }) => {
    await partners.drop(liaison(), id);
    return [{ dropped: id }, 'Taken back.\n'];
  });

const preparedText = ({ id, what, name, by, at: when }: PreparedStep): string =>
  `${id}  ${what} ${name}, prepared by ${by} at ${when}; waits for somebody else`;

/** `tocsin partner accept FILE|NAME`: shows the terms, asks, signs. */
export const accept = async (
  file: string,
  options: CommonOptions & { readonly yes?: boolean },
): Promise<number> => {
  const text = readIfThere(file);
  if (text === undefined)
    return answerAt(options, async ({ partners }) => {
      const { proposal } = await partners.show(liaison(), file);
      if (!proposal || proposal.by !== file)
        throw new UsageError(`${file} is neither a file nor a partner that proposes something`);
      process.stderr.write(`${file} proposes:\n${termsText(proposal.agreement)}\n`);
      await confirm('Sign this?', options.yes);
      return outcomeText(await partners.take(liaison(), { what: 'agree', name: file }));
    });
  const { from, offer, until } = await readInvitation(text);
  process.stderr.write(
    `${from.id} (${from.title}) at ${from.url} invites, until ${until}.\nIts pin: ${from.spki}\n${termsText(offer)}\n`,
  );
  await confirm('Sign this?', options.yes);
  return answerAt(options, async ({ partners }) =>
    outcomeText(await partners.take(liaison(), { what: 'accept', text })),
  );
};

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** `tocsin partner list`. */
export const list = (options: CommonOptions): Promise<number> =>
  answerAt(options, async ({ partners }) => {
    const all = await partners.all(liaison());
    const prepared = await partners.prepared(liaison());
    const lines = [
      ...all.partners.map(
        ({ id, title, url, state, waiting }) =>
          `${id}  ${title}  ${url}  ${state}${waiting > 0 ? `  ${waiting} messages wait` : ''}`,
      ),
      ...all.invitations.map(({ name, until }) => `${name}  invited until ${until.slice(0, 10)}`),
      ...prepared.map(preparedText),
    ];
    return [
      { ...all, prepared },
      `${lines.join('\n') || 'There is no partner. Invite one: tocsin partner invite NAME'}\n`,
    ];
  });

/** `tocsin partner show NAME`. */
export const show = (name: string, options: CommonOptions): Promise<number> =>
  answerAt(options, async ({ partners }) => {
    const one = await partners.show(liaison(), name);
    return [one, partnerText(one)];
  });

/** `tocsin partner check NAME`: whether it can be reached. */
export const check = (name: string, options: CommonOptions): Promise<number> =>
  answerAt(options, async ({ partners }) => {
    const found = await partners.check(liaison(), name);
    const same = found.sameAgreement ? 'the same agreement' : 'ANOTHER version of the agreement';
    return [
      found,
      `${name} (${found.title}) answers in ${found.took} ms; clock ${found.clock} ms; ${same}\n`,
    ];
  });

/** `tocsin partner propose-change NAME FILE`. */
export const proposeChange = (name: string, file: string, options: CommonOptions): Promise<number> => {
  const terms = readJson(file);
  return answerAt(options, async ({ partners }) =>
    outcomeText(await partners.take(liaison(), { what: 'propose-change', name, terms })),
  );
};

type WithReason = CommonOptions & { readonly reason?: string };

/** `tocsin partner end NAME`. */
export const end = (name: string, options: WithReason): Promise<number> =>
  answerAt(options, async ({ partners }) =>
    outcomeText(await partners.take(liaison(), { what: 'end', name, reason: options.reason ?? '' })),
  );

/** `tocsin partner revoke NAME`. */
export const revoke = (name: string, options: WithReason): Promise<number> =>
  answerAt(options, async ({ partners }) => {
    const one = await partners.revoke(liaison(), name, options.reason ?? '');
    return [one, partnerText(one)];
  });
