import { describe, expect, it } from 'vitest';
import { json, stix } from '../../src/intake/index.ts';
import { exchangeLines, exchangeText, type FileText } from './fixtures.ts';

interface Case {
  readonly test: string;
  readonly expect: 'valid' | 'invalid';
  readonly options: Readonly<Record<string, boolean | string | readonly string[]>>;
  readonly input: json.Json;
}
interface Disagreement {
  readonly case: number;
  readonly expect: string;
  readonly reason: string;
}

const cases = exchangeLines<Case>('stix21/validator_cases.jsonl.gz');
const disagreements = JSON.parse(exchangeText('stix21/disagreements.json')) as readonly Disagreement[];

const names = (given: unknown): readonly string[] | undefined =>
  typeof given === 'string' ? given.split(',') : (given as readonly string[] | undefined);

function decide({ input, options }: Case): string {
  const [disabled, enabled] = [names(options.disabled), names(options.enabled)];
  const findings = stix.validate(input, {
    strict: options.strict === true,
    strictTypes: options.strict_types === true,
    strictProperties: options.strict_properties === true,
    interop: options.interop === true,
    ...(disabled && { disabled }),
    ...(enabled && { enabled }),
  });
  return stix.isValid(findings) ? 'valid' : 'invalid';
}

describe('the cases of cti-stix-validator', () => {
  it('are decided alike, but for those that are listed with the reason', () => {
    const otherwise = cases.flatMap((one, i) => (decide(one) === one.expect ? [] : [i]));
    expect(cases).toHaveLength(542);
    expect(otherwise).toEqual(disagreements.map((one) => one.case));
    expect(cases.length - otherwise.length).toBe(519);
  });

  it('have a reason for each that is decided otherwise, and it is the reason', () => {
    /** What shows that a reason holds, by what it begins with. */
    const holds: Readonly<Record<string, (one: Case) => boolean>> = {
      // With an identifier that is one, they are decided alike.
      'src_ref of the input': (one) => {
        const short = 'e42c19c8-f9fe-5ae9-9fc8-22c398f78fb';
        const written = JSON.stringify(one.input);
        const repaired = JSON.parse(written.replaceAll(short, `${short}0`)) as json.Json;
        return written.includes(`${short}"`) && decide({ ...one, input: repaired }) === one.expect;
      },
      'the case checks against schemas': ({ options }) => options.schema_dir === 'test_schemas',
      // The very same input is valid elsewhere: no rule can tell the two apart.
      'the version to check against': ({ input }) =>
        cases.some(
          (other) => other.expect === 'valid' && JSON.stringify(other.input) === JSON.stringify(input),
        ),
      '§7.3 lets an observable': ({ input }) => JSON.stringify(input).includes('toplevel-property-extension'),
    };
    for (const { case: i, expect: expected, reason } of disagreements) {
      expect(cases[i]?.expect).toBe(expected);
      const [, check] = Object.entries(holds).find(([words]) => reason.startsWith(words)) ?? [];
      expect(check?.(cases[i] as Case), `${i}: ${reason}`).toBe(true);
    }
  });
});

describe('the examples of the validator', () => {
  const examples = exchangeLines<FileText>('stix21/examples.jsonl.gz');
  const example = (name: string): string => examples.find(({ file }) => file === name)?.text ?? '';

  it.each([
    ['validator_invalid_braces.json', 1],
    ['validator_invalid_comma.json', 9],
  ])('%s is refused with its line', (name, line) => {
    expect(() => json.parseJson(example(name))).toThrow(stix.JsonError);
    try {
      json.parseJson(example(name));
    } catch (error) {
      expect((error as stix.JsonError).line).toBe(line);
    }
  });

  it.each([
    ['validator_invalid_identity.json', 'modified', 'is required, and missing'],
    ['validator_invalid_timestamp.json', 'modified', 'lies before created'],
  ])('%s is refused with path and reason', (name, path, reason) => {
    const findings = stix.validate(json.parseJson(example(name)));
    expect(findings).toContainEqual({ path, reason, level: 'error' });
  });

  it('accepts the others', () => {
    const good = examples.filter(({ file }) => !file.startsWith('validator_invalid'));
    expect(good.length).toBeGreaterThan(30);
    const refused = good.flatMap(({ file, text }) =>
      stix
        .validate(json.parseJson(text))
        .filter(({ level }) => level === 'error')
        .map((finding) => ({ file, ...finding })),
    );
    expect(refused).toEqual([]);
  });

  it('accepts every kind of observable, but for three payloads that are cut off with " ..."', () => {
    const { objects } = stix.readStix(exchangeText('stix21/sco-examples-bundle.json.gz'));
    expect(new Set(objects.map(({ type }) => type)).size).toBeGreaterThanOrEqual(15);
    const refused = objects.flatMap((one) => stix.validate(one).filter(({ level }) => level === 'error'));
    expect(refused.map(({ path, reason }) => [path, reason])).toEqual(
      Array.from({ length: 3 }, () => ['payload_bin', 'must be base64 (RFC 4648)']),
    );
  });
});

describe('round trip', () => {
  const objects = exchangeLines<{ readonly object: json.JsonObject }>('stix21/pystix2_objects.jsonl.gz');

  it('gives back all 59 objects of cti-python-stix2, unknown properties included', () => {
    expect(objects).toHaveLength(59);
    for (const { object } of objects) {
      const read = stix.readStix(JSON.stringify(object));
      const again = read.bundle ? { ...read.bundle, objects: read.objects } : read.objects[0];
      expect(again).toEqual(object);
    }
  });
});
