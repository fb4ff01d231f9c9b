import * as tuning from './tuning.ts';

/** Limits of time and number that tests shorten. */
export interface LinkLimits {
  readonly handshakeTime: number;
  readonly receiveTime: number;
  readonly slowCheck: number;
  readonly connectTime: number;
  readonly answerTime: number;
  readonly firstRetry: number;
  readonly firstPostWait: number;
  readonly longestPostWait: number;
}

export const LINK_LIMITS: LinkLimits = {
  handshakeTime: tuning.HANDSHAKE_TIME,
  receiveTime: tuning.RECEIVE_TIME,
  slowCheck: tuning.SLOW_CHECK,
  connectTime: tuning.CONNECT_TIME,
  answerTime: tuning.ANSWER_TIME,
  firstRetry: tuning.FIRST_RETRY,
  firstPostWait: tuning.FIRST_POST_WAIT,
  longestPostWait: tuning.LONGEST_POST_WAIT,
};
