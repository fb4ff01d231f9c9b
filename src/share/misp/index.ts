/** MISP out: {@link mispEvents} makes events of what may leave, {@link mispText} one file of them. */
export { mispEvents, mispText } from './events.ts';
