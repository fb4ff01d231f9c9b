/**
 * Tells others that hits were made or decided: signed webhooks, e-mail. Says what happened and when the flight lands, never
 * who travels or who is listed: whoever may see that signs in. Each address is told every step at least once.
 */
export { mailTarget } from './mail.ts';
export { type Notices, type NoticeTarget, startNotices } from './notices.ts';
export { signature, webhookTarget } from './webhook.ts';
