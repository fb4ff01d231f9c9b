import fc from 'fast-check';
import { expect, it } from 'vitest';
import { claimOf, rolesOf } from './role-mapping.ts';

const mapping = (claim: string, value: string, role: string) => ({ claim, value, role });

it.each([
  ['a list', { groups: ['a', 'watch'] }, 'groups', ['watch-officer']],
  ['one value', { groups: 'watch' }, 'groups', ['watch-officer']],
  ['a claim within another', { realm_access: { roles: ['watch'] } }, 'realm_access.roles', ['watch-officer']],
  [
    'a claim named by a URL',
    { 'https://x.example/roles': ['watch'] },
    'https://x.example/roles',
    ['watch-officer'],
  ],
  ['part of a value', { groups: ['watchers', 'a watch'] }, 'groups', []],
  ['other capitals', { groups: ['Watch'] }, 'groups', []],
  ['values within one text', { groups: 'a watch' }, 'groups', []],
  ['a list within a list', { groups: [['watch']] }, 'groups', []],
  ['something that is no text', { groups: { watch: true } }, 'groups', []],
  ['what every object has', {}, 'constructor.name', []],
  ['nothing', {}, 'groups', []],
])('maps %s', (_, claims, claim, roles) => {
  expect(rolesOf(claims, [mapping(claim, 'watch', 'watch-officer')])).toEqual(roles);
});

it('gives each role once, in one order', () => {
  const mappings = [mapping('g', 'x', 'b'), mapping('g', 'y', 'a'), mapping('h', 'x', 'b')];
  expect(rolesOf({ g: ['y', 'x'], h: 'x' }, mappings)).toEqual(['a', 'b']);
});

it('reads whatever a provider says, and gives only roles that are mapped', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.string(),
      fc.string(),
      (claims, claim, value) => {
        claimOf(claims, claim);
        const roles = rolesOf(claims, [mapping(claim, value, 'analyst')]);
        expect([[], ['analyst']]).toContainEqual(roles);
      },
    ),
  );
});
