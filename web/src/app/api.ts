import type { Comparison } from '../../../src/match/index.ts';
import type { Entity, Statement } from '../../../src/model/index.ts';
import type { DatasetState, EntityView, Hit, ListDifference } from '../../../src/screening/index.ts';

/** The pages' own HTTP interface; see docs/http.md. */

export interface Me {
  readonly account: string;
  readonly roles: readonly string[];
  readonly mustSetPassword: boolean;
  readonly expiresAt: string;
  readonly version: string;
}

export interface PolicyPurpose {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly legalBases: readonly { readonly name: string; readonly title: string }[];
}

export interface SearchResponse {
  readonly hits: readonly Hit[];
  readonly total: number;
  readonly cut: boolean;
  readonly versions: Readonly<Record<string, string>>;
  readonly tookMs: number;
}

export interface CompareResponse {
  readonly entity: Entity;
  readonly comparison: Comparison;
  readonly statements: readonly Statement[];
  readonly versions: Readonly<Record<string, string>>;
}

export interface QuarantineRow {
  readonly file: string;
  readonly line?: number;
  readonly record?: string;
  readonly reason: string;
  readonly excerpt?: string;
}

export interface LedgerRow {
  readonly seq: number;
  readonly at: string;
  readonly account: string;
  readonly action: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly allowed: boolean;
  readonly rule: string;
  readonly subjects: readonly string[];
  readonly count: number;
}

export interface AccountRow {
  readonly account: string;
  readonly roles: readonly string[];
  readonly disabled: boolean;
  readonly createdAt: string;
  readonly lastSignInAt?: string;
}

export interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly createdAt: string;
  readonly lastUsedAt?: string;
  readonly revokedAt?: string;
}

/** Why somebody looks: sent with every request that reads a person. */
export interface Reason {
  readonly purpose: string;
  readonly legalBasis: string;
}

const REASON_KEY = 'tocsin.reason';

export function readReason(): Reason | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(REASON_KEY) ?? '') as Reason;
  } catch {
    return undefined;
  }
}

export function writeReason(reason: Reason | undefined): void {
  if (reason) sessionStorage.setItem(REASON_KEY, JSON.stringify(reason));
  else sessionStorage.removeItem(REASON_KEY);
}

/** An answer that is an error: what was wrong, and what to do. */
export class ApiError extends Error {
  readonly status: number;
  readonly todo: string | undefined;
  constructor(status: number, detail: string, todo?: string) {
    super(detail);
    this.status = status;
    this.todo = todo;
  }
}

interface Ask {
  readonly method?: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Another purpose than the session's, for what only that allows. */
  readonly reason?: Reason;
}

async function ask<T>(
  path: string,
  { method = 'GET', body, signal, reason = readReason() }: Ask = {},
): Promise<T> {
  const headers: Record<string, string> = {};
  if (method !== 'GET') headers['x-tocsin-request'] = '1';
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (reason) {
    headers['x-tocsin-purpose'] = reason.purpose;
    headers['x-tocsin-legal-basis'] = reason.legalBasis;
  }
  const response = await fetch(path, {
    method,
    headers,
    credentials: 'same-origin',
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'The server cannot be reached.', 'Check that Tocsin is running.');
  });
  if (response.status === 204) return undefined as T;
  const answer = (await response.json().catch(() => ({}))) as {
    detail?: string;
    title?: string;
    todo?: string;
  };
  if (!response.ok)
    throw new ApiError(response.status, answer.detail ?? answer.title ?? 'That did not work.', answer.todo);
  return answer as T;
}

const at = encodeURIComponent;

export const api = {
  me: () => ask<Me>('/api/me'),
  policy: () => ask<{ purposes: readonly PolicyPurpose[]; roles?: readonly string[] }>('/api/policy'),
  signIn: (account: string, secret: { password: string } | { code: string }) =>
    ask<Me>('/api/sign-in', { method: 'POST', body: { account, ...secret } }),
  setPassword: (password: string) => ask<Me>('/api/set-password', { method: 'POST', body: { password } }),
  signOut: () => ask<void>('/api/sign-out', { method: 'POST' }),
  search: (query: string, signal?: AbortSignal) =>
    ask<SearchResponse>(`/api/search?${query}`, signal ? { signal } : {}),
  compare: (id: string, query: string) => ask<CompareResponse>(`/api/entities/${at(id)}/compare?${query}`),
  entity: (id: string, asOf?: string) =>
    ask<{ view: EntityView; redirect?: string }>(`/api/entities/${at(id)}${asOf ? `?asOf=${at(asOf)}` : ''}`),
  lists: () => ask<{ lists: readonly DatasetState[] }>('/api/lists'),
  difference: (dataset: string, version: string) =>
    ask<ListDifference>(`/api/lists/${at(dataset)}/versions/${at(version)}/difference`),
  quarantine: (dataset: string, version: string) =>
    ask<{ entries: readonly QuarantineRow[] }>(
      `/api/lists/${at(dataset)}/versions/${at(version)}/quarantine`,
    ),
  confirm: (dataset: string, version: string, accept: boolean, reason: Reason) =>
    ask(`/api/lists/${at(dataset)}/versions/${at(version)}/confirm`, {
      method: 'POST',
      body: { accept },
      reason,
    }),
  judge: (left: string, right: string, verdict: string, why: string, reason: Reason) =>
    ask('/api/judgements', { method: 'POST', body: { left, right, verdict, reason: why }, reason }),
  undo: (id: string, why: string, reason: Reason) =>
    ask(`/api/judgements/${at(id)}/undo`, { method: 'POST', body: { reason: why }, reason }),
  ledger: (before?: number) =>
    ask<{ entries: readonly LedgerRow[]; total: number; intact: boolean }>(
      `/api/ledger?limit=200${before === undefined ? '' : `&before=${before}`}`,
    ),
  accounts: () => ask<{ accounts: readonly AccountRow[] }>('/api/accounts'),
  addAccount: (account: string, roles: readonly string[]) =>
    ask<{ code: string }>('/api/accounts', { method: 'POST', body: { account, roles } }),
  disable: (account: string) => ask(`/api/accounts/${at(account)}/disable`, { method: 'POST', body: {} }),
  keys: () => ask<{ keys: readonly KeyRow[] }>('/api/keys'),
  addKey: (key: { name: string; roles: readonly string[] } & Reason) =>
    ask<{ id: string; key: string }>('/api/keys', { method: 'POST', body: key }),
  revokeKey: (id: string) => ask(`/api/keys/${at(id)}`, { method: 'DELETE' }),
};
