export const PARTNER_VIEWS = ['list', 'invite', 'accept', 'figures'] as const;
export type PartnersView = (typeof PARTNER_VIEWS)[number];
