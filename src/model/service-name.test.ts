import { expect, test } from 'vitest';
import { isOwnService, serviceId } from './service-name.ts';

test.each([
  ['local', 'local'],
  ['Nordlicht Service', 'nordlicht-service'],
  ['  Nordlicht (Grenze) ', 'nordlicht-grenze'],
  ['灯台', 'local'],
  ['a'.repeat(80), 'a'.repeat(63)],
])('%s is written %s by partners', (name, id) => {
  expect(serviceId(name)).toBe(id);
  expect(serviceId(id)).toBe(id);
});

test('a service is meant by its name and by what partners write, and by nothing like them', () => {
  const own = (said: string): boolean => isOwnService(said, 'Nordlicht Service');
  expect(['Nordlicht Service', 'nordlicht-service'].map(own)).toEqual([true, true]);
  expect(['nordlicht', 'NORDLICHT SERVICE', 'list:nordlicht-service', ''].map(own)).toEqual(
    Array(4).fill(false),
  );
  // Both are "local" for partners.
  expect(isOwnService('маяк', '灯台')).toBe(false);
});
