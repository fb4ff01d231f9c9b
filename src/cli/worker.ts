import { UsageError } from './errors.ts';
import { type CommonOptions, openOwn, settingsOf } from './service.ts';

/** `tocsin worker`: takes deliveries of travel messages from the stream until it is told to stop. */
export async function worker(options: CommonOptions): Promise<number> {
  const { config } = settingsOf(options);
  if (config.nats === undefined)
    throw new UsageError('a worker takes its work from a stream; set nats (TOCSIN_NATS)');
  const service = await openOwn(config, (line) => process.stderr.write(`${line}\n`), 'worker');
  const { watch, stream, log } = service;
  if (!stream) throw new Error('a worker has a stream');
  const work = stream.work(watch);
  const { waiting, inHand } = await stream.state();
  process.stdout.write(`Taking deliveries: ${waiting} wait, ${inHand} in other hands. ${service.store}\n`);
  return new Promise((resolve) => {
    let stopping = false;
    const stop = (signal: NodeJS.Signals): void => {
      if (stopping) process.exit(1);
      stopping = true;
      log.info({ signal }, 'finishing what is in hand; a second signal stops at once');
      work.stop();
      work.done
        .then(() => service.close())
        .then(
          () => resolve(0),
          (error: unknown) => {
            log.error({ error: String(error) }, 'stopping failed');
            resolve(1);
          },
        );
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
