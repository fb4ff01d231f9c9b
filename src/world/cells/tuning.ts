/** The numbers of the world of cells, each with its reason. Fitted to networks that courts and press made known; no template. */

/** Days that a world runs. */
export const DAYS = 400;

/**
 * Share of cells by size. Of 19 activities with three or more in the Paris–Brussels network (Gutfraind & Genkin 2017) 14 were of
 * three; the cells of 2001 (Walther et al. 2023) and the factions of November 17 (Rhodes & Jones 2009) are of four and five.
 */
export const CELL_SIZES: readonly (readonly [size: number, share: number])[] = [
  [3, 0.4],
  [4, 0.25],
  [5, 0.2],
  [6, 0.09],
  [7, 0.04],
  [8, 0.02],
];
/** Ties within a cell, as a share of all its pairs: 0.33 to 0.67 in the same sets. */
export const CELL_DENSITY = [0.33, 0.67] as const;
/** How much a newcomer prefers the best connected: from chain-like trees to stars. Lindelauf et al. 2009: both occur. */
export const PREFERENCE = [0, 2] as const;
/** Ties of a member out of the cell: 0.6 to 1.75 in the cells of 2001, which hid; more in others. */
export const OUTSIDE_TIES = [0.3, 0.9] as const;
/** Two of a cell often know the same outsider: without it there are fewer triangles than in any real set. */
export const SHARED_CONTACT = 0.6;
/** Share of them that lead to brokers; the others lead to facilitators. */
export const TO_BROKERS = 0.6;
/** 8 of 46 persons of Paris–Brussels are in more than one activity. */
export const IN_TWO_CELLS = 0.17;
export const CELLS = [4, 9] as const;
/** Persons who tie cells together, and persons who rent, drive, print: for them, and for many others who ask. */
export const BROKERS = [1, 3] as const;
export const FACILITATORS = [2, 4] as const;
export const CUSTOMERS = [6, 16] as const;
/** A cell acts at the end of its time by itself, with this chance; else it dissolves unseen. */
export const ACTS = 0.6;
/** Median days from the first meeting to the act, and the spread of its logarithm. */
export const LIFE = { median: 160, spread: 0.45 } as const;
/** Contacts a day of one tie; in the last fortnight before an act they come in bursts. */
export const CONTACT_RATE = 0.08;
export const BURST = { days: 14, factor: 4 } as const;

/** Parties of civilians in the files' reach: look-alikes come by themselves from how names are shared. */
export const PARTIES = 900;
/** Contacts a day of two of one household that some service may notice by chance. */
export const CIVIL_RATE = 0.004;

/** Chance that a service notices a contact on its ground: what its channels see. */
export const NOTICED = [0.04, 0.16] as const;
/** Share of contacts that touch a second country: members of one cell live apart. */
export const ABROAD = 0.3;
/** Days from seeing to recording: median, and the spread of its logarithm. */
export const DELAY = { median: 6, spread: 0.9 } as const;
/** Chance that a recorded identity carries an error, by kind. Rates of the border and police records in research on name data. */
export const ERRORS = {
  misspelt: 0.08,
  wrongDate: 0.05,
  noDate: 0.12,
  noDocument: 0.55,
  wrongPerson: 0.01,
} as const;
/** A member lives under another name: another spelling, and sometimes a stolen document of somebody who exists. */
export const ALIAS = 0.3;
export const STOLEN_DOCUMENT = 0.05;
/** Chance that a report of a member says why it was made ("named in a case"); and that one of an innocent does, wrongly. */
export const GROUND = 0.35;
export const FALSE_GROUND = 0.012;
/** Press: of noticed contacts, those that are printed; copies of a print; and prints about nobody who did anything. */
export const PRINTED = 0.04;
export const COPIES = [0, 3] as const;
export const FALSE_PRINTS = 4;
export const PRINT_DELAY = { median: 12, spread: 0.6 } as const;

/** From here on two records are laid before a person as perhaps of one. */
export const PROPOSED = 0.7;
/** Persons of whom two sources that do not go back to one another tell, in one group, with a ground: somebody looks. */
export const ALARM_PERSONS = 3;
/** A cell is recognised when half of it, three at least, stand in one group of which at least half belongs to the organisation. */
export const RECOGNISED_SHARE = 0.5;
/** Days between two looks of an analyst at the whole picture. */
export const LOOK_DAYS = 7;
/** Chance that a partner who is asked answers. */
export const ANSWERED = 0.85;
