import path from 'node:path';
import { Command } from 'commander';
import pino from 'pino';
import { endOnUnhandledRejection, portInUse, stopOnce, toPort } from '../program.ts';
import { supervisor } from '../supervisor.ts';
import { type HubFile, readHubFile, tryOutFile } from './hub-file.ts';
import { type RunningHub, startHub } from './start-hub.ts';
import { StoreBusy } from './store.ts';

type Options = {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  readonly database?: string;
  readonly config?: string;
  readonly logLevel: string;
};

const options = new Command('hub')
  .description('Receives what happens in many clinics. Without --config it is there to try it out.')
  .option('--config <file>', "the hub's file: its clinics and everybody's tokens")
  .option('--database <address>', 'a PostgreSQL database, such as postgres://user@host/foyer')
  .option('--data <folder>', 'where everything is stored without --database', 'data/hub')
  .option('--port <number>', 'the port to listen on', toPort, 8090)
  .option(
    '--host <address>',
    'the address to listen on; 0.0.0.0 for the whole network',
    '127.0.0.1',
  )
  .option('--log-level <level>', 'fatal, error, warn, info or debug', 'warn')
  .parse()
  .opts<Options>();

endOnUnhandledRejection();

try {
  await run();
} catch (error) {
  process.stderr.write(`${sentenceFor(error)}\n`);
  process.exit(1);
}

async function run(): Promise<void> {
  const folder = path.resolve(options.data);
  const tryOut = options.config === undefined ? tryOutFile(folder) : null;
  const hub = tryOut?.hub ?? readHubFile(options.config ?? '');
  const running = await startHub({
    hub,
    // Also from the environment: an address holds a password, which everybody could see in a list of
    // processes.
    storage: storageOf(options.database ?? process.env['FOYER_HUB_DATABASE'], folder),
    host: options.host,
    port: options.port,
    logger: pino({ level: options.logLevel }),
  });
  process.stdout.write(
    `${welcome(running)}${tryOut ? toConnect(running, tryOut.file, hub) : ''}\n`,
  );
  stopOnce(running.close);
  // Last: from here on somebody may ask us to stop.
  supervisor.ready(running.port);
}

function storageOf(address: string | undefined, folder: string) {
  return address === undefined || address === '' ? { folder } : { address };
}

function welcome({ url }: RunningHub): string {
  return [
    'The hub is running.',
    '',
    `  Page    ${url}/`,
    `  Health  ${url}/health`,
    '  Stop    Ctrl-C',
    '',
  ].join('\n');
}

/** Everything somebody needs who has just started it to see how it goes. */
function toConnect({ url }: RunningHub, file: string, { clinics, viewerToken }: HubFile): string {
  const destinations = clinics.map(({ token }) => ({
    kind: 'hub',
    id: 'hub',
    label: 'Hub',
    url,
    token,
    schedule: { everyMinutes: 5, days: 2 },
  }));
  return [
    '',
    `To try it out: one clinic and new tokens, kept in ${file}`,
    '',
    `  The page asks for this token:  ${viewerToken}`,
    "  In the clinic's file (clinic.json):",
    '',
    `  "destinations": ${JSON.stringify(destinations, null, 2).replaceAll('\n', '\n  ')}`,
    '',
  ].join('\n');
}

function sentenceFor(error: unknown): string {
  const inUse = portInUse(error, options.port);
  if (inUse !== null) return inUse;
  if (error instanceof StoreBusy) {
    return `The database cannot be used: ${error.reason}`;
  }
  return error instanceof Error ? error.message : String(error);
}
