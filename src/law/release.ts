import type { Marking } from '../model/index.ts';
import type { Decision } from './policy.ts';

/** Every way by which something that is said of a person can leave this service. */
export const EXITS = [
  'page',
  'http',
  'export',
  'taxii',
  'blind-question',
  'request',
  'webhook',
  'mail',
  'log',
] as const;
export type Exit = (typeof EXITS)[number];

/** Who would get it. */
export type Recipient =
  | { readonly kind: 'account'; readonly id: string }
  | { readonly kind: 'partner'; readonly id: string; readonly groups: readonly string[] }
  | { readonly kind: 'public' };

/** What would leave: a statement's marking, and who said it. */
export interface Leaving {
  readonly marking: Marking;
  /** The service that holds the source. */
  readonly sourceService: string;
}

export interface ReleaseQuestion {
  readonly exit: Exit;
  readonly to: Recipient;
  readonly what: Leaving;
  /** This service. */
  readonly self: string;
  /** The originator agreed to this release to this recipient. */
  readonly originatorAgreed?: boolean;
  /** A person decided this very release, by name of the recipient. */
  readonly decidedByPerson?: boolean;
}

const refuse = (rule: string, reason: string): Decision => ({ allowed: false, rule, reason });
const allow = (rule: string): Decision => ({ allowed: true, rule, reason: `allowed by ${rule}` });

/**
 * Whether a statement may leave by an exit to a recipient: the one place where markings are decided. TLP as FIRST defines 2.0;
 * originator control as Graubert has it: who holds a copy may not widen it, only the originator may.
 */
export function decideRelease({
  exit,
  to,
  what: { marking, sourceService },
  self,
  originatorAgreed = false,
  decidedByPerson = false,
}: ReleaseQuestion): Decision {
  if (exit === 'webhook' || exit === 'mail' || exit === 'log')
    return refuse('never-by-notice', `nothing that is said of a person leaves by ${exit}`);
  if (to.kind === 'account') return allow('own-people');
  const foreign = sourceService !== self;
  const controlled = marking.originatorControl || marking.handling?.includes('H2') === true;
  if (foreign && controlled && !(originatorAgreed && to.kind === 'partner'))
    return refuse('originator-control', `${sourceService} is asked before this goes any further`);
  if (marking.group !== undefined && (to.kind === 'public' || !to.groups.includes(marking.group)))
    // The group's name is not told: whoever is not in it does not learn that it exists.
    return refuse('sharing-group', 'it is shared with named services only');
  switch (marking.tlp) {
    case 'CLEAR':
      return allow('tlp-clear');
    case 'GREEN':
      return to.kind === 'partner'
        ? allow('tlp-green')
        : refuse('tlp-green', 'TLP:GREEN stays in the community of partners');
    case 'AMBER':
      return to.kind === 'partner' && decidedByPerson
        ? allow('tlp-amber')
        : refuse('tlp-amber', 'TLP:AMBER goes to partners who need to know, when a person decides it');
    case 'AMBER+STRICT':
    case 'RED':
      return refuse(`tlp-${marking.tlp.toLowerCase()}`, `TLP:${marking.tlp} stays in this service`);
  }
}
