/** FollowTheMoney out: entities and statements, one JSON object a line, statements also as CSV. */
export { ftmEntities, ftmStatements, ftmStatementsCsv } from './lines.ts';
