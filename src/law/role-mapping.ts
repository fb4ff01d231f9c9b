/** Who has a certain value in a claim of the OpenID provider gets a role. */
export interface RoleMapping {
  /** Name of a claim; `realm_access.roles` is the claim `roles` within the claim `realm_access`. */
  readonly claim: string;
  readonly value: string;
  readonly role: string;
}

/** What the provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A claim by its name, or by the path to it. A name that holds dots itself (`https://example.com/roles`) comes first:
 * OpenID Connect Core §5.1.2 recommends such names for claims of one's own.
 */
export function claimOf(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  const dot = name.indexOf('.');
  if (dot < 0) return undefined;
  const outer = name.slice(0, dot);
  const inner = Object.hasOwn(claims, outer) ? claims[outer] : undefined;
  return isRecord(inner) ? claimOf(inner, name.slice(dot + 1)) : undefined;
}

/** The roles of somebody; none where no value is mapped. A value is compared as it is written, letter by letter. */
export function rolesOf(claims: Claims, mappings: readonly RoleMapping[]): readonly string[] {
  const roles = mappings
    .filter(({ claim, value }) => [claimOf(claims, claim)].flat().includes(value))
    .map(({ role }) => role);
  return [...new Set(roles)].sort();
}
