/**
 * Bringing fragments together: from what services tell to one network ({@link toldNetwork}, {@link joinNetwork}), and what
 * joining adds ({@link fragments}, {@link joints}, {@link connect}, {@link suggest}). Who may be one person in
 * two fragments is proposed ({@link proposeJoins}) and judged by people ({@link applyJudgements}).
 */
export { type Clocks, countsAt } from './clocks.ts';
export { type Connection, connect, type Exchange, type SmallestSet, type Step } from './connect.ts';
export { type Contacts, contactsOf, dateOf, dayOf } from './contacts.ts';
export { type FoldedHubs, foldHubs, type Membership, type SharedThing, type UnfoldedHub } from './hubs.ts';
export { applyJudgements, type JoinProposal, type JoinVerdict, proposeJoins } from './joins.ts';
export { type JoinedBridge, type JoinedCutPoint, type Joints, joints } from './joints.ts';
export { edgeBetween, type Holders, holdersOfEdge, joinNetwork, type Network } from './network.ts';
export { byCode, originsOf } from './origins.ts';
export {
  type Behind,
  type Person,
  RELATION_KINDS,
  type Relation,
  type RelationKind,
  type StatedPlace,
} from './relation.ts';
export { edgeReliability, truthOf } from './reliability.ts';
export { type Suggestion, stands, suggest } from './suggest.ts';
export {
  type SharedBooking,
  type ToldEntity,
  type ToldNetwork,
  type ToldOptions,
  toldByStatements,
  toldNetwork,
} from './told.ts';
export { type Fragments, fragments, graphOf, linksSeen, type View } from './views.ts';
