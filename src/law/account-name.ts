const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$/u;

/** What an account may be called. */
export const isAccountName = (name: string): boolean => NAME.test(name);

export const ACCOUNT_NAME_RULE = 'An account name has letters, digits, ".", "_", "@" and "-", at most 64.';
