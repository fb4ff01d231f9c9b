import { json, type stix } from '../../intake/index.ts';
import { type TaxiiClient, TaxiiClientError } from './client.ts';
import { versionOf } from './fill.ts';
import { CLIENT_PAGE, MOST_PAGES } from './tuning.ts';

/** Where a pull is: kept by the caller between pulls, one for each server and collection. */
export interface PullState {
  /** Everything up to here was fetched. */
  readonly addedAfter?: string;
  /** In the middle of a pull: the next page, and where that pull began. */
  readonly next?: string;
}

export interface PulledPage {
  readonly objects: readonly stix.StixObject[];
  /** To be kept together with the objects. */
  readonly state: PullState;
}

/**
 * Fetches what is new in a collection, page by page. Tolerates servers that give no `next` and page by the instant of adding,
 * or that begin again: a page that brings nothing new ends it.
 */
export async function* pull(
  client: TaxiiClient,
  root: string,
  collection: string,
  begin: PullState,
  limit = CLIENT_PAGE,
): AsyncIterable<PulledPage> {
  const url = `${root}collections/${encodeURIComponent(collection)}/objects/`;
  const seen = new Set<string>();
  let { addedAfter, next } = begin;
  /** `added_after` of this pull must stay as it was while `next` is followed. */
  let asked = addedAfter;
  let newest = addedAfter;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { body, addedLast } = await client
      .get(url, { added_after: asked, next, limit: String(limit) })
      .catch((error: unknown) => {
        // A cursor of an earlier pull may have ended: what it skipped is asked for again.
        if (page === 0 && next !== undefined && error instanceof TaxiiClientError && error.status === 400) {
          next = undefined;
          return client.get(url, { added_after: asked, limit: String(limit) });
        }
        throw error;
      });
    const objects = objectsOf(body);
    const fresh = objects.filter((one) => {
      const key = `${String(one.id)}\n${versionOf(one) ?? ''}`;
      return !seen.has(key) && seen.add(key);
    });
    if (addedLast !== undefined && (newest === undefined || addedLast > newest)) newest = addedLast;
    const more = body.more === true && fresh.length > 0;
    next = more && typeof body.next === 'string' ? body.next : undefined;
    if (more && next === undefined) {
      if (addedLast === undefined || addedLast === asked)
        throw new TaxiiClientError(
          'the server says that there is more, and not how to get it: neither next nor X-TAXII-Date-Added-Last',
        );
      asked = addedLast;
    }
    addedAfter = next === undefined ? newest : addedAfter;
    yield {
      objects: fresh,
      state: {
        ...(addedAfter !== undefined && { addedAfter }),
        ...(next !== undefined && { next }),
      },
    };
    if (!more) return;
  }
  throw new TaxiiClientError(`the server has more than ${MOST_PAGES} pages; it may never end`);
}

function objectsOf({ objects }: json.JsonObject): readonly stix.StixObject[] {
  if (!Array.isArray(objects)) return [];
  return objects.filter(
    (one): one is stix.StixObject => json.isPlainObject(one) && typeof one.type === 'string',
  );
}
