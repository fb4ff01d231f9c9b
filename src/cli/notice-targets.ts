import type { Config } from '../config/index.ts';
import { mailTarget, type NoticeTarget, webhookTarget } from '../notices/index.ts';
import { UsageError } from './errors.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Who is told of hits and alarms, by the settings. Throws {@link UsageError} where they do not fit together. */
export function noticeTargets(config: Config): readonly NoticeTarget[] {
  const { webhooks, webhookSecret, mailServer, mailFrom, mailTo, alarmMailTo } = config;
  if (webhooks.length > 0 && webhookSecret === undefined)
    throw new UsageError('webhooks are signed: set webhookSecret (TOCSIN_WEBHOOK_SECRET)');
  if (mailTo.length + alarmMailTo.length > 0 && mailServer === undefined)
    throw new UsageError('mailTo and alarmMailTo need a server: set mailServer (TOCSIN_MAIL_SERVER)');
  const mail = (to: readonly string[]) =>
    mailServer === undefined || to.length === 0
      ? []
      : [mailTarget({ server: mailServer, from: mailFrom, to })];
  return [
    ...webhooks.map((url) => {
      if (!URL.canParse(url)) throw new UsageError(`webhooks: ${url} is no address`);
      const { protocol, hostname } = new URL(url);
      if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.has(hostname)))
        throw new UsageError(`webhooks: ${url} must begin with https://`);
      return webhookTarget(url, webhookSecret ?? '', () => new Date());
    }),
    ...mail(mailTo).map((target) =>
      alarmMailTo.length === 0 ? target : { name: target.name, tell: target.tell },
    ),
    // Whoever reviews alarms is seldom at the watch desk.
    ...mail(alarmMailTo).map(({ name, tellAlarm, tellServiceAlarm }) => ({
      name,
      tellAlarm,
      tellServiceAlarm,
    })),
  ];
}
