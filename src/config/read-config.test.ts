import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configurationPage, readConfig, showConfig } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-config-'));
const file = (content: string): string => {
  const path = join(folder, 'tocsin.json');
  writeFileSync(path, content);
  return path;
};

test('the environment beats the file, the file beats the default', () => {
  const path = file('{ "port": 9000, "threshold": 0.8 }');
  const { config, origins } = readConfig({ TOCSIN_PORT: '9001' }, path);
  expect([config.port, config.threshold, config.host]).toEqual([9001, 0.8, '127.0.0.1']);
  expect([origins.port, origins.threshold, origins.host]).toEqual(['TOCSIN_PORT', path, 'default']);
});

test.each([
  [{ TOCSIN_PORT: 'http' }, 'port (TOCSIN_PORT): must be a whole number from 0 to 65535'],
  [{ TOCSIN_THRESHOLD: '0.2' }, 'threshold (TOCSIN_THRESHOLD): must be a number from 0.5 to 1'],
  [{ TOCSIN_PROT: '1' }, 'there is no setting TOCSIN_PROT'],
  [{ TOCSIN_DATABASE_URL: 'mysql://x' }, 'must be a URL that begins with postgres://'],
  [{ TOCSIN_OIDC_ISSUER: 'http://accounts.example' }, 'must be a URL that begins with https://'],
  [{ TOCSIN_ADDRESS: 'https://tocsin.example/?x=1' }, 'without a query'],
  [{ TOCSIN_OIDC_ROLES: 'groups=watch-officer' }, 'must be claim:value=role'],
])('%o is refused with what is allowed', (environment, message) => {
  expect(() => readConfig(environment, file('{}'))).toThrow(message);
});

test.each([
  ['{ "prot": 1 }', 'there is no setting prot'],
  ['[]', 'must hold a JSON object'],
  ['{', 'is not JSON'],
])('the file %s is refused', (content, message) => {
  expect(() => readConfig({}, file(content))).toThrow(message);
});

test('a file that was named must exist', () => {
  expect(() => readConfig({}, join(folder, 'missing.json'))).toThrow('cannot be read');
});

test('secrets are not shown', () => {
  const shown = showConfig(readConfig({ TOCSIN_DATABASE_URL: 'postgres://u:hunter2@h/n' }, file('{}')));
  expect(JSON.stringify(shown)).not.toContain('hunter2');
  expect(shown.find(({ name }) => name === 'databaseUrl')?.value).toBe('(secret)');
});

test.each([
  ['groups:watch=analyst', 'groups', 'watch', 'analyst'],
  ['https://x.example/roles:a:b=analyst', 'https://x.example/roles', 'a:b', 'analyst'],
  ['groups:CN=watch=analyst', 'groups', 'CN=watch', 'analyst'],
])('the mapping %s is read', (text, claim, value, role) => {
  const { config } = readConfig({ TOCSIN_OIDC_ROLES: `x:y=auditor, ${text}` }, file('{}'));
  expect(config.oidcRoles[1]).toEqual({ claim, value, role });
});

test('docs/configuration.md is what the settings say', () => {
  expect(readFileSync('docs/configuration.md', 'utf8')).toBe(configurationPage());
});
