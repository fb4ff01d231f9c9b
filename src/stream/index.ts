/**
 * Travel messages through NATS JetStream: a door publishes deliveries, any number of workers take them. A delivery is safe
 * when the servers have it on disk, is given to another worker where one dies, is written once by its id, and is put aside
 * for people where nobody can take it. Nothing that must not be kept enters the stream: the door has left it out.
 */
export { openStream, StreamError, type StreamOptions, type Taker, type TravelStream } from './stream.ts';
