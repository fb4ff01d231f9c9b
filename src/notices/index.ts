/**
 * Tells others that hits were made or decided, and that somebody broke the glass, that a service rewrote its ledger or asks too much: signed webhooks, e-mail. Says what happened
 * and when, never who travels, who is listed, or why in words: whoever may see that signs in. Each address is told every step at least once.
 */
export { mailTarget } from './mail.ts';
export { type Notices, type NoticeTarget, startNotices } from './notices.ts';
export { signature, webhookTarget } from './webhook.ts';
