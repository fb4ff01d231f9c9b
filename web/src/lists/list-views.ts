/** What can be looked at of one version of a list. */
export const LIST_VIEWS = ['changes', 'unread', 'dropped', 'files'] as const;
export type ListView = (typeof LIST_VIEWS)[number];
