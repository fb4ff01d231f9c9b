import { createTransport } from 'nodemailer';
import { type Alarm, alarmWords, type ServiceAlarm } from '../law/index.ts';
import type { HitNews } from '../watch/index.ts';
import type { NoticeTarget } from './notices.ts';

export interface MailOptions {
  /** `smtps://user:password@host:465`. */
  readonly server: string;
  readonly from: string;
  readonly to: readonly string[];
}

const minute = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

/** Text of a notice; `undefined` where nothing is new that somebody has to look at. */
export function noticeText(
  news: readonly HitNews[],
): { readonly subject: string; readonly text: string } | undefined {
  const made = news.filter(({ what }) => what === 'made' || what === 'reopened');
  const proposed = news.filter(({ what }) => what === 'proposed');
  const unmaskings = news.filter(({ what }) => what.startsWith('unmasking'));
  if (made.length + proposed.length === 0)
    return unmaskings.length === 0 ? undefined : aboutUnmaskings(unmaskings);
  const [next = ''] = [...made, ...proposed].map(({ dueAt }) => dueAt).sort();
  const lines = [
    made.length > 0 && `${made.length} ${made.length === 1 ? 'hit waits' : 'hits wait'} for a decision.`,
    proposed.length > 0 &&
      `${proposed.length} ${proposed.length === 1 ? 'hit waits' : 'hits wait'} for a second person.`,
    `The next of these flights arrives ${minute(next)}.`,
    ...unmaskings.map(unmaskingLine),
    'Sign in to Tocsin to see them.',
  ];
  return {
    subject: `Tocsin: ${made.length + proposed.length} to look at, next arrival ${minute(next)}`,
    text: `${lines.filter(Boolean).join('\n')}\n`,
  };
}

const UNMASKING_WORDS: Readonly<Record<string, string>> = {
  'unmasking-asked': 'Somebody asks to see a masked traveller',
  'unmasking-approved': 'A masked traveller may be seen for a day',
  'unmasking-refused': 'Seeing a masked traveller was refused',
};
const unmaskingLine = ({ what, at }: HitNews): string => `${UNMASKING_WORDS[what] ?? what} (${minute(at)}).`;

/** For the data protection officer, who has to hear of it. */
const aboutUnmaskings = (news: readonly HitNews[]): { readonly subject: string; readonly text: string } => ({
  subject: `Tocsin: ${news.length} about masked travellers`,
  text: `${[...news.map(unmaskingLine), 'Sign in to Tocsin and see Unmasking.'].join('\n')}\n`,
});

/** Who took emergency access and until when; the words of the reason may name somebody, and are on the page only. */
export const alarmText = ({
  account,
  takenAt,
  until,
}: Alarm): { readonly subject: string; readonly text: string } => ({
  subject: `Tocsin: emergency access was taken by ${account}`,
  text: `${[
    `${account} broke the glass at ${minute(takenAt)}, until ${minute(until)}.`,
    'It waits for somebody else to review it: sign in to Tocsin and see Law, Emergency access.',
  ].join('\n')}\n`,
});

/** What services did; of a question nobody here knows whom it was about. */
export function serviceAlarmText(alarm: ServiceAlarm): {
  readonly subject: string;
  readonly text: string;
} {
  const { entry, at, about, service, by } = alarm;
  const what = alarmWords(alarm);
  return {
    subject: `Tocsin: ${what}`,
    text: `${[
      `${by === undefined ? 'This service found' : `${by} says`} at ${minute(at)}: ${what}.`,
      ...(about === 'ledger' && service === undefined
        ? ['Keep the database as it is, and run "tocsin ledger verify".']
        : about === 'ledger'
          ? [
              `If that is this service, keep the database as it is and run "tocsin ledger verify"; else speak with ${service}.`,
            ]
          : [`Speak with ${service}.`]),
      `Sign in to Tocsin and see Ledger, entry ${entry}.`,
    ].join('\n')}\n`,
  };
}

/** Sends a short text by SMTP. */
export function mailTarget({ server, from, to }: MailOptions): Required<NoticeTarget> {
  const transport = createTransport(server);
  const send = async (mail: { readonly subject: string; readonly text: string }): Promise<void> => {
    await transport.sendMail({ from, to: [...to], ...mail });
  };
  return {
    name: `mail ${to.join(', ')}`,
    async tell(news) {
      const notice = noticeText(news);
      if (notice) await send(notice);
    },
    tellAlarm: (alarm) => send(alarmText(alarm)),
    tellServiceAlarm: (alarm) => send(serviceAlarmText(alarm)),
  };
}
