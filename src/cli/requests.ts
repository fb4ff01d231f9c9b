import {
  type FollowedAnswer,
  figuresCsv,
  REFUSALS,
  type RefusalCode,
  type RequestPage,
  type RequestRow,
} from '../share/index.ts';
import { UsageError } from './errors.ts';
import { answerAt, type CommonOptions, cooperation, type Desk } from './service.ts';
import { questionOf, type WhoOptions } from './who.ts';

/** Throws {@link UsageError} where an option is missing. */
const needed = (name: string, value: string | undefined): string => {
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing`);
  return value;
};

interface Why {
  readonly purpose?: string;
  readonly legalBasis?: string;
  readonly case?: string;
}
const whyOf = ({ purpose, legalBasis, case: number }: Why) => ({
  purpose: needed('purpose', purpose),
  legalBasis: needed('legal-basis', legalBasis),
  caseNumber: needed('case', number),
});

function answerText(answer: FollowedAnswer): string {
  if (answer.outcome === 'failed') return `${answer.partner}  did not answer: ${answer.reason}`;
  if (answer.outcome === 'none')
    return `${answer.partner}  no hit (epoch ${answer.epoch}, ${answer.budgetLeft.today} questions left today)`;
  return answer.hits
    .map(
      ({ reference, strength, families, suppressed, deconfliction }) =>
        `${answer.partner}  HIT ${strength} (${families.join(', ')})  reference ${reference}, epoch ${answer.epoch}${
          suppressed ? '  found before not to be the same person' : ''
        }${deconfliction ? `  both work on this person; call ${deconfliction.contact}` : ''}`,
    )
    .join('\n');
}

export interface AskOptions extends WhoOptions, Why {
  readonly partners?: string;
}

/** `tocsin ask NAME`: asks partners blindly. */
export const ask = (name: string, options: AskOptions): Promise<number> => {
  const { properties } = questionOf(name, options);
  const request = {
    ...whyOf(options),
    subject: { query: { properties } },
    ...(options.partners !== undefined && { partners: options.partners.split(',') }),
  };
  return answerAt(options, async ({ question }) => {
    const answers = await question.all(cooperation(), request);
    return [answers, `${answers.map(answerText).join('\n') || 'There is no partner to ask.'}\n`];
  });
};

const rowText = ({ id, kind, side, partner, state, madeAt, can }: RequestRow): string =>
  `${id}  ${side === 'sent' ? 'to' : 'from'} ${partner}  ${kind}  ${state}  ${madeAt.slice(0, 10)}  ${
    can.length > 0 ? `you can: ${can.join(', ')}` : ''
  }`.trimEnd();

function pageText(page: RequestPage): string {
  const { question, deadline, overdue, refusal, notNow, answer, proposal } = page;
  return [
    rowText(page),
    `  ${page.purpose} on ${page.legalBasis}${page.record === undefined ? '' : `; record ${page.record}`}`,
    ...(question === undefined ? [] : [`  wanted: ${question}`]),
    ...(deadline === undefined ? [] : [`  until ${deadline.slice(0, 10)}${overdue ? '  LATE' : ''}`]),
    ...(page.recipient === undefined ? [] : [`  would go to ${page.recipient}`]),
    ...(proposal ? [`  prepared by ${proposal.by}: ${(proposal.statements ?? []).join(', ')}`] : []),
    ...(refusal ? [`  refused: ${REFUSALS[refusal.code]} ${refusal.note}`] : []),
    ...(notNow ? [`  not before ${notNow.until}: ${notNow.note}`] : []),
    ...(answer ? [`  answered ${answer.at} as ${answer.entity} ${answer.note}`] : []),
    ...page.advice.map(
      ({ id, property, value, marking, allowed, originator, reason }) =>
        `  ${allowed ? 'may go ' : originator === undefined ? 'STAYS  ' : 'ask    '} ${id}  ${property}: ${value}  ${marking}${
          allowed ? '' : `  (${originator === undefined ? reason : `${originator} is asked first`})`
        }`,
    ),
    ...page.shared.map(
      ({ sharedAs, property, value, grade, marking, markingInWords, sourceService, state }) =>
        `  ${property}: ${value}  ${grade}  ${marking} (${markingInWords.join('; ')})  of ${sourceService}  ${state}  ${sharedAs}`,
    ),
    ...page.events.map(({ at: when, by, step, note }) => `  ${when}  ${by}  ${step}  ${note}`.trimEnd()),
    '',
  ].join('\n');
}

const shown = (
  options: CommonOptions,
  run: (requests: Desk['requests']) => Promise<RequestPage>,
): Promise<number> =>
  answerAt(options, async ({ requests }) => {
    const page = await run(requests);
    return [page, pageText(page)];
  });

export interface ListOptions extends CommonOptions {
  readonly partner?: string;
  readonly state?: string;
}

/** `tocsin requests list`. */
export const list = (options: ListOptions): Promise<number> =>
  answerAt(options, async ({ requests }) => {
    const { partner, state } = options;
    const all = await requests.list(cooperation(), {
      ...(partner !== undefined && { partner }),
      ...(state !== undefined && { state }),
    });
    return [all, `${all.map(rowText).join('\n') || 'There is no request.'}\n`];
  });

/** `tocsin requests show ID`. */
export const show = (id: string, options: CommonOptions): Promise<number> =>
  shown(options, (requests) => requests.show(cooperation(), id));

export interface PrepareOptions extends WhoOptions, Why {
  readonly epoch?: string;
  readonly strength?: string;
  readonly handling?: string;
  readonly question?: string;
  readonly deadline?: string;
  readonly subject?: string;
}

/** `tocsin requests prepare PARTNER REFERENCE --subject NAME`. */
export const prepare = (partner: string, reference: string, options: PrepareOptions): Promise<number> => {
  const { strength = 'medium', deadline } = options;
  if (strength !== 'strong' && strength !== 'medium')
    throw new UsageError('--strength takes strong or medium');
  const { properties } = questionOf(needed('subject', options.subject), options);
  return shown(options, (requests) =>
    requests.prepare(cooperation(), {
      ...whyOf(options),
      partner,
      reference,
      strength,
      subject: { query: { properties } },
      epoch: Number(needed('epoch', options.epoch)),
      handling: options.handling ?? 'TLP:AMBER//ORCON//H0,H1,H2',
      question: needed('question', options.question),
      ...(deadline !== undefined && { deadline: `${deadline}T23:59:59.999Z` }),
    }),
  );
};

type WithNote = CommonOptions & { readonly note?: string };

/** `tocsin requests approve ID [--decline]`. */
export const approve = (id: string, options: WithNote & { readonly decline?: boolean }): Promise<number> =>
  shown(options, (requests) =>
    requests.approve(cooperation(), id, options.decline !== true, options.note ?? ''),
  );

/** `tocsin requests answer ID STATEMENT…`. */
export const answer = (
  id: string,
  statements: readonly string[],
  options: WithNote & { readonly marking?: string },
): Promise<number> =>
  shown(options, (requests) =>
    requests.answer(cooperation(), id, {
      statements,
      marking: needed('marking', options.marking),
      note: options.note ?? '',
    }),
  );

/** `tocsin requests refuse ID REASON`. */
export const refuse = (id: string, code: string, options: WithNote): Promise<number> => {
  if (!Object.hasOwn(REFUSALS, code))
    throw new UsageError(`there is no reason ${code}; there are ${Object.keys(REFUSALS).join(', ')}`);
  return shown(options, (requests) =>
    requests.refuse(cooperation(), id, code as RefusalCode, options.note ?? ''),
  );
};

/** `tocsin requests not-now ID DATE`. */
export const notNow = (id: string, until: string, options: WithNote): Promise<number> => {
  if (!/^\d{4}-\d\d-\d\d$/.test(until)) throw new UsageError('the date is written YYYY-MM-DD');
  return shown(options, (requests) =>
    requests.notNow(cooperation(), id, `${until}T00:00:00.000Z`, options.note ?? ''),
  );
};

/** `tocsin requests consent ID [--refuse] [--name-us]`. */
export const consent = (
  id: string,
  options: WithNote & { readonly refuse?: boolean; readonly nameUs?: boolean },
): Promise<number> =>
  shown(options, (requests) =>
    requests.consent(cooperation(), id, {
      agreed: options.refuse !== true,
      mayBeNamed: options.nameUs === true,
      note: options.note ?? '',
    }),
  );

/** `tocsin requests cancel ID`. */
export const cancel = (id: string, options: WithNote): Promise<number> =>
  shown(options, (requests) => requests.cancel(cooperation(), id, options.note ?? ''));

/** `tocsin requests feedback ID [--other-person] [--useless]`. */
export const feedback = (
  id: string,
  options: WithNote & { readonly otherPerson?: boolean; readonly useless?: boolean },
): Promise<number> =>
  shown(options, (requests) =>
    requests.feedback(cooperation(), id, {
      samePerson: options.otherPerson !== true,
      useful: options.useless !== true,
      note: options.note ?? '',
    }),
  );

/** `tocsin requests reopen ID --reason TEXT`. */
export const reopen = (id: string, options: CommonOptions & { readonly reason?: string }): Promise<number> =>
  shown(options, (requests) => requests.reopen(cooperation(), id, needed('reason', options.reason)));

/** `tocsin requests correct STATEMENT`. */
export const correct = (
  statement: string,
  options: CommonOptions & { readonly value?: string; readonly reason?: string },
): Promise<number> =>
  answerAt(options, async ({ requests }) => {
    const { value } = options;
    const told = await requests.correct(cooperation(), statement, {
      reason: needed('reason', options.reason),
      ...(value !== undefined && { value }),
    });
    return [
      told,
      `statement ${statement} ${value === undefined ? 'withdrawn' : 'corrected'}; told to: ${told.holders.join(', ') || 'nobody holds it'}\n`,
    ];
  });

/** `tocsin requests active RECORD`. */
export const active = (
  record: string,
  options: CommonOptions & { readonly contact?: string; readonly end?: boolean },
): Promise<number> =>
  answerAt(options, async ({ requests }) => {
    const contact = options.end ? undefined : needed('contact', options.contact);
    await requests.setActiveCase(cooperation(), record, contact);
    return [{ record, contact }, `${record}: ${contact ?? 'nobody works on it any more'}\n`];
  });

/** `tocsin requests figures`. */
export const figures = (options: CommonOptions): Promise<number> =>
  answerAt(options, async ({ requests }) => {
    const all = await requests.figures(cooperation());
    return [all, figuresCsv(all)];
  });
