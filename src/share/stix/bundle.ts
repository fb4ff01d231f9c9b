import type { stix } from '../../intake/index.ts';

/** A bundle (§8) as text, an object a line, so that of any number of objects one is in memory. `id` is a UUID. */
export async function* bundleText(
  objects: AsyncIterable<stix.StixObject>,
  id: string,
): AsyncIterable<string> {
  yield `{"type":"bundle","id":"bundle--${id}"`;
  let open = false;
  for await (const object of objects) {
    // A list is never empty (§2.1): without objects there is none.
    yield `${open ? ',' : ',"objects":['}\n${JSON.stringify(object)}`;
    open = true;
  }
  yield open ? '\n]}\n' : '}\n';
}
