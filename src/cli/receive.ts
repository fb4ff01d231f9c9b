import { EXIT } from './errors.ts';
import { type CommonOptions, manifestMapping, openDesk, settingsOf, watchOfficer } from './service.ts';

/** `tocsin receive FILE…`: takes travel messages in, matches every traveller, and fills the queue of the watch. */
export async function receive(
  paths: readonly string[],
  options: CommonOptions & { readonly mapping?: string; readonly again?: boolean },
): Promise<number> {
  const mapping = manifestMapping(options.mapping);
  const desk = await openDesk(settingsOf(options).config, undefined, 'door');
  let read = 0;
  try {
    for (const path of paths) {
      for (const report of await desk.watch.receivePath(watchOfficer(), path, {
        ...(mapping && { mapping }),
        ...(options.again && { again: true }),
      })) {
        read += report.journeys;
        const unreadable = report.problems.filter(({ severity }) => severity === 'unreadable');
        process.stdout.write(
          options.json
            ? `${JSON.stringify(report)}\n`
            : [
                `${report.name}: ${report.repeated ? 'came before; nothing was done' : `${report.travellers} travellers in ${report.journeys} lists and bookings`}`,
                ...unreadable.map(({ offset, reason }) => `  not read, byte ${offset}: ${reason}`),
                '',
              ].join('\n'),
        );
      }
    }
  } finally {
    await desk.close();
  }
  return read > 0 ? EXIT.ok : EXIT.failed;
}
