import { isPlainObject, type Json } from './read.ts';

const STEP = /^(?:\[\d+\]|[A-Za-z0-9_-]{1,250})$/;

/** The steps of a selector (§7.2.3.1): `external_references.[0].url`; `undefined` where it is none. */
export function selectorSteps(selector: string): readonly string[] | undefined {
  const steps = selector.split('.');
  return steps.every((step) => STEP.test(step)) && !steps[0]?.startsWith('[') ? steps : undefined;
}

/** What a selector points to in an object; `undefined` where there is nothing. */
export function selected(object: Json, selector: string): Json | undefined {
  let here: Json | undefined = object;
  for (const step of selectorSteps(selector) ?? ['']) {
    if (step.startsWith('[')) here = Array.isArray(here) ? here[Number(step.slice(1, -1))] : undefined;
    else here = isPlainObject(here) && Object.hasOwn(here, step) ? here[step] : undefined;
    if (here === undefined) return undefined;
  }
  return here;
}
