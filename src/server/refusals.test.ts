import { expect, it } from 'vitest';
import { StreamError } from '../stream/index.ts';
import { refusals } from './refusals.ts';

it('tells a sender to come again when the stream takes nothing, and names none of its servers', () => {
  const problem = refusals(new StreamError('the stream did not take it: nats://a.example:4222'));
  expect(problem?.status).toBe(503);
  expect(problem?.message).not.toContain('a.example');
  expect(problem?.details.headers?.['retry-after']).toMatch(/^\d+$/);
});
