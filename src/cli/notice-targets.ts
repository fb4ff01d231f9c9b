import type { Config } from '../config/index.ts';
import { mailTarget, type NoticeTarget, webhookTarget } from '../notices/index.ts';
import { UsageError } from './errors.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Who is told of hits, by the settings. Throws {@link UsageError} where they do not fit together. */
export function noticeTargets(config: Config): readonly NoticeTarget[] {
  const { webhooks, webhookSecret, mailServer, mailFrom, mailTo } = config;
  if (webhooks.length > 0 && webhookSecret === undefined)
    throw new UsageError('webhooks are signed: set webhookSecret (TOCSIN_WEBHOOK_SECRET)');
  if (mailTo.length > 0 && mailServer === undefined)
    throw new UsageError('mailTo needs a server: set mailServer (TOCSIN_MAIL_SERVER)');
  return [
    ...webhooks.map((url) => {
      if (!URL.canParse(url)) throw new UsageError(`webhooks: ${url} is no address`);
      const { protocol, hostname } = new URL(url);
      if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.has(hostname)))
        throw new UsageError(`webhooks: ${url} must begin with https://`);
      return webhookTarget(url, webhookSecret ?? '', () => new Date());
    }),
    ...(mailServer !== undefined && mailTo.length > 0
      ? [mailTarget({ server: mailServer, from: mailFrom, to: mailTo })]
      : []),
  ];
}
