#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { showConfig } from '../config/index.ts';
import { apiKey } from './api-key.ts';
import { completionScript } from './completion.ts';
import { doctor } from './doctor.ts';
import { EXIT, tellError } from './errors.ts';
import { exportAll } from './export.ts';
import { changeMaster, listKeys, rotate } from './keys.ts';
import { closePerson, law, subjectAccess } from './law.ts';
import { type LedgerOptions, ledger } from './ledger.ts';
import { lists, load, update } from './lists.ts';
import { NETWORK_HELP, network } from './network.ts';
import * as partners from './partner.ts';
import { read } from './read.ts';
import { receive } from './receive.ts';
import { confirm, judge, show, undo } from './records.ts';
import * as requests from './requests.ts';
import { screen } from './screen.ts';
import { type CommonOptions, settingsOf } from './service.ts';
import { taxiiCommand } from './taxii.ts';
import { VERSION } from './version.ts';
import { who } from './who.ts';
import { worker } from './worker.ts';
import { world } from './world.ts';

/** The commands. Each hands over to a function that gives the exit code; what goes wrong is told in one place. */
const program = new Command('tocsin')
  .description('Recognises known persons, organisations and vessels of public lists, and says why.')
  .version(VERSION)
  .option('--config <file>', 'file with settings (default: tocsin.json, if there is one)')
  .option('--name <name>', 'which of several services on this machine; each has its own store and keys')
  .exitOverride()
  .configureHelp({ helpWidth: 100 })
  .addHelpText(
    'after',
    '\nExit codes: 0 done, 1 failed, 2 wrong usage or settings, 3 nobody found (who, show),\n4 a list is held until somebody confirms it (load, update), 130 interrupted.\nEvery command takes --json. docs/commands.md tells more.',
  );

type Run = (...args: never[]) => Promise<number> | number;

/** Adds --json and hands arguments and options to `run`. */
function command(name: string, description: string, run: Run, under = program): Command {
  return under
    .command(name)
    .description(description)
    .option('--json', 'print JSON with documented fields')
    .action(async (...args: unknown[]) => {
      const self = args.at(-1) as Command;
      const given = args.slice(0, -2);
      const call = run as (...all: unknown[]) => Promise<number> | number;
      process.exitCode = await call(...given, self.optsWithGlobals());
    });
}

// The server's modules are read only where there is to be one: the other commands answer sooner without them.
const start = async (options: CommonOptions): Promise<number> => (await import('./start.ts')).start(options);

command('start', 'start the store and the server, and say where to look', start)
  .option('--port <number>', 'TCP port')
  .option('--host <address>', 'address to listen on')
  .option('--demonstration', 'let made-up flights and reports of made-up services come in')
  .option('--demonstration-partner', 'a made-up partner of the service that runs already, to be asked');

command('who <name>', 'who is this, as far as the lists know, and why', who)
  .option('--born <date>', 'date of birth: YYYY, YYYY-MM or YYYY-MM-DD')
  .option('--sex <sex>', 'male or female')
  .option('--country <country>', 'citizenship or country, by name or code')
  .option('--doc <number>', 'number of a passport, identity card or registration')
  .option('--schema <schema>', 'Person (default), Organization, Company, Vessel, Airplane …')
  .option('--threshold <score>', 'show hits from this score, 0.5 to 1')
  .option('--limit <number>', 'show at most this many hits (default 5)');

command('screen <file>', 'screen a table (CSV, TSV, NDJSON; - for standard input) of any size', screen)
  .option('-o, --output <file>', 'report: .ndjson, .csv or .html (default: NDJSON on standard output)')
  .option('--against <files...>', 'screen against these list files, with no store')
  .option('--format <format>', 'format of the files given with --against, where it is not recognised')
  .option('--mapping <file>', 'which columns of FILE mean what')
  .option('--threshold <score>', 'hits from this score, 0.5 to 1')
  .option('--limit <number>', 'at most this many hits a row (default 10)')
  .option('--jobs <number>', 'threads (default: one for each processor)')
  .option('--all', 'write rows without hits as well')
  .option('--resume', 'go on with a run that was interrupted');

command('load <files...>', 'load a list: one file, several that belong together, a folder, or a URL', load)
  .option('--format <format>', 'format, where it is not recognised')
  .option('--dataset <name>', 'name of the list, where its format does not say it')
  .option('--mapping <file>', 'which columns mean what, for CSV and NDJSON of any make')
  .option('--marking <marking>', "how its statements are marked, such as 'TLP:AMBER//ORCON' (docs/law.md)")
  .option('--confirm-shrink', 'load although much of the list is gone');

command('update [datasets...]', 'fetch the lists from their publishers and load what is new', update).option(
  '--confirm-shrink',
  'load although much of a list is gone',
);

command(
  'read <files...>',
  'read travel messages (PAXLST, PNRGOV, CUSRES; - for standard input; in e-mails, HTML, gzip too) and print what was understood; stores nothing',
  read,
)
  .option('--reply <kind>', 'print the answers to the carrier instead: auto, contrl, cusres or ackres')
  .option(
    '--received-code <code>',
    "the state's code for a traveller whose message was received (default 0Z)",
  )
  .option('--mapping <file>', 'which columns of a table mean what: {"surname": "Nachname", …}');

command(
  'receive <files...>',
  'take travel messages in: keep the journeys, match every traveller, fill the queue of the watch',
  receive,
)
  .option('--mapping <file>', 'which columns of a table mean what: {"surname": "Nachname", …}')
  .option('--again', 'read files although the same bytes came before');

command(
  'worker',
  'take deliveries from the stream (setting nats) and match them, until it is told to stop',
  worker,
);

command(
  'world [action]',
  'a simulated world: write its travel messages and the truth about them (write), or measure what working together buys services (measure)',
  world,
)
  .option('--seed <number>', 'the same seed gives the same world (default 7 to write, 1 to measure)')
  .option('--days <number>', 'write: days of traffic (default 1)')
  .option('--out <folder>', 'write: folder to write to; must be given')
  .option('--worlds <number>', 'measure: how many worlds (default 200)')
  .option('--services <number>', 'measure: services of a world (default 8)')
  .option('--partners <number>', 'measure: how many of them work together (default all)')
  .option('--lag <days>', 'measure: days that an answer takes (default 3)')
  .option('--control', 'measure: worlds without any organisation')
  .option('--curves', 'measure: every number of partners and several lags, as JSON')
  .option('--jobs <number>', 'measure: threads (default: one for each processor)');

command(
  'network <files...>',
  'who stands between, and what no service sees alone, in charts of any make; no store',
  network,
)
  .option('--show <analyses>', 'which, with commas, or all (default: summary,fragments)')
  .option('--paths <ends...>', 'ways from A to B, and who holds them')
  .option('--reliable <ends...>', 'ways from A to B of which most probably every link holds, by grades')
  .option(
    '--in-time <ends...>',
    'along which links something can have passed from A to B, in the order of time',
  )
  .option('--since <date>', 'in-time: nothing is passed on before')
  .option('--cut <groups...>', 'the fewest links that have to be lost to part A from B; commas in a group')
  .option(
    '--connect <groups...>',
    'who would have to join what for A and B to be connected; commas in a group',
  )
  .option('--asking <service>', 'connect: this service takes part in any case')
  .option('--suggest <service>', 'whom this service could ask about what')
  .option('--joins', 'who may be one person in the files of different services')
  .option('--judged <file>', 'what people judged: a table with left, right, verdict (same, not-same, unsure)')
  .option('--event <date>', 'what held then: YYYY, YYYY-MM or YYYY-MM-DD')
  .option('--known <instant>', 'what was known by then: YYYY-MM-DD or an instant')
  .option('--owner <service>', 'whose files they are, where they do not say (or NAME=FILE)')
  .option(
    '--owner-by <property>',
    'a link is held by those for whom this is the same at both ends: citizenship',
  )
  .option('--one-end', 'owner-by: one end is enough')
  .option('--columns <mapping>', 'source=A,target=B,… where columns have names of their own')
  .option('--format <format>', 'edge-list, graphml, gexf, anx, ftm or stix, where it is not recognised')
  .option(
    '--encoding <name>',
    'such as windows-1252, of files that are not UTF-8 and do not say what they are',
  )
  .option('--every-node', 'every node is a person, whatever its type says')
  .option('--most-in-hub <number>', 'what more persons share ties nobody (default 25)')
  .option('--marking <marking>', 'of what says none (default TLP:RED//ORCON)')
  .option('--grade <grade>', 'of what says none (default F6)')
  .option('--top <number>', 'rows of a table, ways of --paths (default 15)')
  .option('--seed <number>', 'of analyses with chance (default 7)')
  .option(
    '--score <score>',
    'links: resource-allocation (default), adamic-adar, common-neighbours, katz, block-model or stacked',
  )
  .option(
    '--potts <density>',
    'cells: links inside are denser than this (constant Potts model), no modularity',
  )
  .option('--weighted', 'cells: links count by their weight, not once')
  .option('--clique <number>', 'overlapping: persons who all know one another (default 3)')
  .option('-o, --output <file>', 'write the chart: .graphml, .gexf, .anx or .csv')
  .option('--to <recipient>', 'output: self (default), or public: only what may be published')
  .addHelpText('after', NETWORK_HELP);

command('export', 'write what may leave: to the public, or to a partner', exportAll)
  .option('--format <format>', 'stix (default), misp, ftm or ftm-statements')
  .option('--to <recipient>', 'public (default), or a partner by name: an agreement with it must be in force')
  .option('--dataset <names...>', 'these lists only')
  .option('-o, --output <file>', 'file to write (default: standard output); ftm-statements into .csv is CSV');

command(
  'taxii <action> [args...]',
  'share by TAXII 2.1: publish, inbox, list, close, load; fetch and leave at others: discover, collections, pull, push',
  taxiiCommand,
)
  .option('--collection <name>', 'title of a new collection, or id of one at a server')
  .option('--dataset <name>', 'list that fills it, or that is loaded from it')
  .option('--readers <accounts>', 'accounts with commas between them; * for all that may exchange')
  .option('--writers <accounts>', 'accounts that may leave something in an inbox')
  .option('--root <name>', 'API root of a new collection (default main)')
  .option(
    '--credentials <file>',
    'user:password or an API key, one line (or TOCSIN_TAXII_USER and _PASSWORD, or _API_KEY)',
  )
  .option('--since <instant>', 'pull from here, anew')
  .option('--load', 'load what was pulled as the list --dataset')
  .option('-o, --output <file>', 'write what was pulled as a bundle');

command('lists', 'what is loaded, and from when', lists);

command(
  'confirm <dataset> <version>',
  'take over a version that is held because the list shrank',
  confirm,
).option('--refuse', 'refuse it instead');

command('show <id>', 'everything that is said of one entity, and who says it', show).option(
  '--as-of <date>',
  'as it was known on that day',
);

command(
  'same <a> <b>',
  'judge two entries to be the same person',
  (a: string, b: string, options: CommonOptions) => judge(a, b, 'same', options),
).option('--reason <text>', 'why; must be given');

command(
  'not-same <a> <b>',
  'judge two entries not to be the same person',
  (a: string, b: string, options: CommonOptions) => judge(a, b, 'not-same', options),
).option('--reason <text>', 'why; must be given');

command('undo <judgement>', 'take a judgement back; it stays on record', undo).option(
  '--reason <text>',
  'why',
);

command('config', 'the settings in force, and where each comes from', (options: CommonOptions) => {
  const shown = showConfig(settingsOf(options));
  const text = shown
    .map(({ name, value, origin, doc }) => `${name} = ${JSON.stringify(value)}   (${origin})\n    ${doc}\n`)
    .join('');
  process.stdout.write(options.json ? `${JSON.stringify(shown, null, 2)}\n` : text);
  return EXIT.ok;
});

command(
  'law <what> [argument]',
  'the policy: show | test [DIR] | try DIR (on past decisions) | versions | propose DIR | approve ID; keeping (what falls due when) | erase (what is due)',
  law,
)
  .option('--note <text>', 'what a proposal changes, or why it is decided so')
  .option('--from <instant>', 'approve: in force from then (default: now)')
  .option('--refuse', 'approve: refuse it instead');

command(
  'subject-access <name...>',
  'everything that is held on one person (a name, or ids), and every look at it, for that person',
  subjectAccess,
)
  .option('--born <date>', 'date of birth: YYYY, YYYY-MM or YYYY-MM-DD')
  .option('-o, --output <folder>', 'folder for report.json and report.html; must be given');

command(
  'close-person <what> [argument]',
  'persons close to you, so that looks at them are seen: declare NAME | list | withdraw ID; all (data protection officer)',
  closePerson,
)
  .option('--born <date>', 'declare: date of birth, YYYY-MM-DD')
  .option('--as <closeness>', 'declare: spouse, parent, child, sibling, relative, household or other');

command('api-key [name]', 'make a key for a program; without a name, list the keys', apiKey)
  .option('--role <role>', 'what the program may do (default screener)')
  .option('--purpose <purpose>', 'what it asks for (default screening)')
  .option('--legal-basis <name>', 'law that it relies on (default: setting yenteLegalBasis)')
  .option('--revoke', 'NAME is the id of a key that shall end');

const partner = program.command('partner').description('other services: invite, agree, change, end');
command(
  'invite <name>',
  'invite a service, and print the invitation; it holds a one-time secret',
  partners.invite,
  partner,
)
  .option('--url <url>', 'where its link is, https://host:port, where you know it')
  .option('--terms <file>', 'JSON with terms that differ from the usual ones')
  .option('--until <date>', 'last day of the agreement, YYYY-MM-DD (default: a year from now)')
  .option('--out <file>', 'write the invitation into a file that only you can read');
command(
  'accept <file>',
  'accept an invitation (FILE), or what a partner proposes (its name)',
  partners.accept,
  partner,
).option('--yes', 'sign without asking');
command(
  'sign <id>',
  'sign what somebody else of this service prepared (setting agreementTwoPersons)',
  partners.sign,
  partner,
)
  .option('--yes', 'sign without asking')
  .option('--out <file>', 'write an invitation into a file that only you can read');
command('drop <id>', 'take back what was prepared', partners.drop, partner);
command(
  'list',
  'partners, invitations that are open, and what waits for a second person',
  partners.list,
  partner,
);
command('show <name>', 'a partner, and what is agreed with it', partners.show, partner);
command('check <name>', 'ask a partner for its clock and its copy of the agreement', partners.check, partner);
command(
  'propose-change <name> <file>',
  'sign changed terms (JSON) and send them',
  partners.proposeChange,
  partner,
);
command('end <name>', 'end the agreement, and tell the partner', partners.end, partner).option(
  '--reason <text>',
  'why',
);
command('revoke <name>', 'refuse a partner at once, without telling it', partners.revoke, partner).option(
  '--reason <text>',
  'why',
);

command('ask <name>', 'ask partners whether they know a person; who does not learns nothing', requests.ask)
  .option('--born <date>', 'date of birth: YYYY, YYYY-MM or YYYY-MM-DD')
  .option('--country <country>', 'nationality')
  .option('--doc <number>', 'number of a passport or identity document')
  .option('--partners <names>', 'whom to ask, parted by commas (default: all)')
  .option('--purpose <purpose>', 'as the agreement names it')
  .option('--legal-basis <name>', 'as the agreement names it')
  .option('--case <number>', 'case that it is asked for; stays here');

const inbox = program
  .command('requests')
  .description('what is asked of partners after a hit, and what they ask: list, answer, refuse, correct');
command('list', 'requests and consents, newest first', requests.list, inbox)
  .option('--partner <name>', 'of one partner')
  .option('--state <state>', 'in one state: open, waiting-approval, sent, answered …');
command('show <id>', 'a request, what policy says of each statement, and every step', requests.show, inbox);
command(
  'prepare <partner> <reference>',
  'prepare a request on a hit; a second person sends it',
  requests.prepare,
  inbox,
)
  .option('--subject <name>', 'whom the question was about; stays here')
  .option('--born <date>', 'date of birth of the subject')
  .option('--country <country>', 'nationality of the subject')
  .option('--doc <number>', 'number of a document of the subject')
  .option('--epoch <number>', 'of the hit')
  .option('--strength <strength>', 'of the hit: strong or medium')
  .option('--purpose <purpose>', 'as the agreement names it')
  .option('--legal-basis <name>', 'as the agreement names it')
  .option('--case <number>', 'case that it is asked for; stays here')
  .option('--handling <marking>', 'the strictest marking under which an answer is of use')
  .option('--question <text>', 'what is wanted, in words that name nobody')
  .option('--deadline <date>', 'YYYY-MM-DD');
command(
  'approve <id>',
  'as the second person: let a request, an answer or a consent go',
  requests.approve,
  inbox,
)
  .option('--decline', 'do not let it go')
  .option('--note <text>', 'why');
command(
  'answer <id> <statements...>',
  'answer with statements (ids as show tells them)',
  requests.answer,
  inbox,
)
  .option('--marking <marking>', 'at least this strict, such as TLP:AMBER//H1')
  .option('--note <text>', 'for the asker');
command('refuse <id> <reason>', 'refuse, with a reason that the asker gets', requests.refuse, inbox).option(
  '--note <text>',
  'for the asker',
);
command('not-now <id> <date>', 'tell the asker until when it has to wait', requests.notNow, inbox).option(
  '--note <text>',
  'for the asker',
);
command('consent <id>', 'as the originator: agree that a partner passes it on', requests.consent, inbox)
  .option('--refuse', 'do not agree')
  .option('--name-us', 'the receiver may know that it came from here')
  .option('--note <text>', 'for the partner');
command('cancel <id>', 'take a request of this service back', requests.cancel, inbox).option(
  '--note <text>',
  'why; stays here',
);
command(
  'feedback <id>',
  'tell the owner whether it was the same person, and of use',
  requests.feedback,
  inbox,
)
  .option('--other-person', 'not the same person: both sides remember it')
  .option('--useless', 'it was of no use')
  .option('--note <text>', 'for the owner');
command('reopen <id>', 'take "not the same person" back, on both sides', requests.reopen, inbox).option(
  '--reason <text>',
  'why; the partner gets it',
);
command(
  'correct <statement>',
  'correct or withdraw a statement of this service, here and at every holder',
  requests.correct,
  inbox,
)
  .option('--value <value>', 'the right value (default: it is withdrawn)')
  .option('--reason <text>', 'why; every holder gets it');
command('active <record>', 'say that somebody works on a record', requests.active, inbox)
  .option('--contact <text>', 'whom a partner who works on it, too, may call')
  .option('--end', 'nobody works on it any more');
command('figures', 'who asks, who answers, how fast, how often it is of use (CSV)', requests.figures, inbox);

const keys = program
  .command('keys')
  .description('the keys of this service: list, rotate, change the master key');
command('list', 'which keys there are, and how old they are', listKeys, keys);
command('rotate <what>', 'a new key for the link or for signing: link, signing', rotate, keys).option(
  '--at-once',
  'the old one has leaked: do not wait for partners',
);
command('change-master', 'encrypt all secrets under another master key', changeMaster, keys).option(
  '--to <file>',
  'file with the next key, 64 hexadecimal digits (default: a random one)',
);
command(
  'ledger <act> [folder]',
  'who looked at what: verify it, export it to FOLDER, sign a checkpoint, have partners cosign it, show entries (docs/ledger.md)',
  (act: string, folder: string | undefined, options: LedgerOptions) => ledger(act, folder, options),
)
  .option('--export <path>', 'verify: this export (folder or .ndjson) instead of the store; needs none')
  .option('--checkpoint <files...>', 'verify: checkpoints that were noted elsewhere')
  .option('--key <key>', 'verify: verifier key of the service, or a file with it')
  .option('--account <account>', 'show: only this account')
  .option('--action <action>', 'show: only this action')
  .option('--purpose <purpose>', 'show: only this purpose')
  .option('--rule <rule>', 'show: only what this rule decided')
  .option('--subject <id>', 'show: only what names this id')
  .option('--from <time>', 'show: from this time on (ISO 8601, UTC)')
  .option('--to <time>', 'show: up to this time')
  .option('--limit <number>', 'show: at most this many, newest first (default 20)');

command('doctor', 'check what could keep Tocsin from working', doctor);

command('completion <shell>', 'completion for bash, zsh or fish', (shell: string) => {
  process.stdout.write(completionScript(program, shell));
  return EXIT.ok;
});

process.stdout.on('error', (error) => process.exit(tellError(error)));

try {
  await program.parseAsync();
} catch (error) {
  // Commander has printed what was wrong, or the help that was asked for.
  process.exitCode =
    error instanceof CommanderError ? (error.exitCode === 0 ? 0 : EXIT.usage) : tellError(error);
}
