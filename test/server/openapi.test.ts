import { expect, it } from 'vitest';
import { testServer } from './support.ts';

it('is the committed docs/openapi.json', async () => {
  const server = await testServer();
  await server.close();
  // After a change that is meant: npx vitest run test/server/openapi.test.ts -u
  await expect(`${JSON.stringify(server.document, null, 2)}\n`).toMatchFileSnapshot(
    '../../docs/openapi.json',
  );
});

it('is valid where clients rely on it', async () => {
  const server = await testServer();
  await server.close();
  const { document } = server;
  expect(document.openapi).toMatch(/^3\.1\./);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

  // Every operation has a name of its own, and its path parameters are those in its path.
  const names = operations.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(operations.length);
  expect(names).not.toContain(undefined);
  for (const { path, method, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();
    const declared = (operation.parameters ?? []).filter((one) => one.in === 'path').map((one) => one.name);
    expect(declared.sort(), `${method} ${path}`).toEqual(inPath);
  }

  // Every reference leads somewhere.
  const references = JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g);
  for (const [, reference = ''] of references) {
    const name = reference.replace('#/components/schemas/', '');
    expect(Object.keys(document.components.schemas), reference).toContain(name);
  }

  // Every route that is registered and not hidden is described.
  const described = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort();
  const registered = server.routes
    .filter(({ method, url }) => method !== 'HEAD' && url !== '/*' && url !== '/openapi.json')
    .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`)
    .sort();
  expect(described).toEqual(registered);
});
