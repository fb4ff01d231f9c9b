import { openPolicy, readPolicyFolder, SHIPPED_POLICIES } from './policy-text.ts';

/** What holds until an operator writes another policy: policies/eu.cedar and eu.json. */
export const DEFAULT_POLICY = openPolicy(readPolicyFolder(SHIPPED_POLICIES, 'eu'));
