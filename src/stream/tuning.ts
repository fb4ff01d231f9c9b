/** Numbers of the stream, each with its reason. */

/** A delivery that was tried so often is put aside: it is the delivery, not the worker. */
export const MOST_TRIES = 5;

/** A cluster has chosen a new leader within this, milliseconds; some seconds on a machine that is not busy. */
export const LEADER_WITHIN_MS = 30_000;

/** A worker that says nothing for so long is taken for dead, and what it took is given to another, milliseconds. */
export const ACK_WAIT_MS = 30_000;

/** A worker says this often that it is at it, milliseconds. */
export const WORKING_EVERY_MS = 10_000;

/** After a failure a delivery is given out again after this, times the tries, milliseconds. */
export const RETRY_AFTER_MS = 1_000;

/** Deliveries that one worker has in hand: enough for its groups, few enough that others get some. */
export const IN_HAND = 64;

/** Within this the server recognises a delivery that is published twice, milliseconds; the store does so for ever. */
export const DUPLICATE_WINDOW_MS = 10 * 60_000;

/** Deliveries that may wait on the servers' disks (some 10 GB); then the door waits (back-pressure). */
export const MOST_DELIVERIES = 200_000;

/** How long the door tries to get a delivery acknowledged, milliseconds; then the sender is told to send again. */
export const PUBLISH_FOR_MS = 30_000;

/** Travellers in one delivery: with 700 bytes each, deflated to a quarter, far below NATS's limit of 1 MB. */
export const DELIVERY_TRAVELLERS = 500;

/** Deliveries of one door that wait for acknowledgement. */
export const MOST_WAITING = 64;
