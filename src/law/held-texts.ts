import type { HeldTexts } from '../store/index.ts';
import type { HeldSource } from './subject-access.ts';

/** Words of a name that are looked for in texts; shorter ones stand in any. */
const SHORTEST_WORD = 3;

/**
 * What was written by somebody else's words and waits, or was set aside: entries that could not be read, versions that wait to be
 * confirmed, messages that did not arrive, what was left in collections, reasons of emergencies. Looked for word by word.
 */
export const heldTexts = (texts: HeldTexts): HeldSource => ({
  name: 'texts',
  title: 'What waits or was set aside',
  async find({ name, born }) {
    const words = name.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word.length >= SHORTEST_WORD);
    const found = await texts.naming(words);
    return found.map(({ id, kind, at, value }) => ({
      id,
      source: 'texts',
      caption: kind,
      details: [
        ...(at === undefined ? [] : [at]),
        ...(born !== undefined && JSON.stringify(value).includes(born) ? [born] : []),
      ],
    }));
  },
  async held(ids) {
    const found = await texts.of(ids);
    return {
      records: found.map(({ id, kind, value }) => ({ kind, id, value })),
      ids: found.map(({ id }) => id),
    };
  },
});

const ACCOUNT = 'account:';

/** What is held on whoever has an account here, under `account:NAME`. What an account did stands in the ledger under its name. */
export const heldAccounts = (texts: Pick<HeldTexts, 'account'>): HeldSource => ({
  name: 'accounts',
  title: 'Accounts of staff',
  async find({ name }) {
    const rows = await texts.account(name.trim());
    return rows
      .filter(({ kind }) => kind === 'account')
      .map(({ id }) => ({ id: `${ACCOUNT}${id}`, source: 'accounts', caption: id, details: ['account'] }));
  },
  async held(ids) {
    const names = ids.filter((id) => id.startsWith(ACCOUNT)).map((id) => id.slice(ACCOUNT.length));
    const rows = (await Promise.all(names.map((name) => texts.account(name)))).flat();
    return {
      records: rows.map(({ kind, id, value }) => ({ kind, id, value })),
      // Looks at an account are written under its bare name.
      ids: names,
    };
  },
});
