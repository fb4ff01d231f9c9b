/** Why somebody comes back from the OpenID provider without being signed in; the server gives the word. */
export const OPENID_PROBLEMS = {
  expired: {
    title: 'The sign-in took too long, or was begun in another window.',
    todo: 'Begin again.',
  },
  cancelled: {
    title: 'The sign-in was cancelled at the provider.',
    todo: 'Begin again, or sign in another way.',
  },
  unreachable: {
    title: 'The provider does not answer.',
    todo: 'Sign in with a password or a passkey, or try again later.',
  },
  invalid: {
    title: 'The provider’s answer does not fit what was asked.',
    todo: 'Begin again. If it happens again, an administrator finds the cause in the log.',
  },
  'no-role': {
    title: 'The provider knows you, but none of your groups has a role here.',
    todo: 'Ask whoever keeps the groups at the provider.',
  },
  'no-name': {
    title: 'The provider gives no name that an account can have.',
    todo: 'Tell an administrator: the setting oidcClaim names the claim that is read.',
  },
  'name-taken': {
    title: 'There is an account with your name already, which the provider does not sign in.',
    todo: 'Sign in to it with its password, or ask an administrator.',
  },
  disabled: {
    title: 'Your account here is disabled.',
    todo: 'Ask an administrator.',
  },
} as const;

export type OpenidProblem = keyof typeof OPENID_PROBLEMS;

export const isProblem = (word: unknown): word is OpenidProblem =>
  typeof word === 'string' && Object.hasOwn(OPENID_PROBLEMS, word);
