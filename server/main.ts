import path from 'node:path';
import { Command } from 'commander';
import pino from 'pino';
import { startApp } from './app.ts';
import { readClinicFile } from './clinic-settings.ts';
import { demonstrationFile, seedDemonstration } from './demo/demonstration.ts';
import { startLivePatients } from './demo/live.ts';
import { tableOfAddresses } from './http/addresses.ts';
import { endOnUnhandledRejection, portInUse, stopOnce, toPort } from './program.ts';
import { supervisor } from './supervisor.ts';
import { watchFolder } from './upstream/csv/watch-folder.ts';

type Options = {
  readonly config?: string;
  readonly data?: string;
  readonly port: number;
  readonly host: string;
  readonly live?: boolean;
  readonly logLevel: string;
  readonly allowOrigin: readonly string[];
};

const options = new Command('foyer')
  .description('The site server of a clinic. Without --config it runs a demonstration.')
  .option('--config <file>', "the clinic's file")
  .option('--data <folder>', 'where everything is stored')
  .option('--port <number>', 'the port to listen on', toPort, 8080)
  .option(
    '--host <address>',
    'the address to listen on; 0.0.0.0 for the whole network',
    '127.0.0.1',
  )
  .option('--live', 'demonstration only: simulated patients and staff')
  .option('--log-level <level>', 'fatal, error, warn, info or debug', 'warn')
  .option('--allow-origin <origin...>', 'origins of pages that we do not serve ourselves', [])
  // Said, because inside Electron the default would take our own file for an argument.
  .parse(process.argv, { from: 'node' })
  .opts<Options>();

endOnUnhandledRejection();

try {
  await run();
} catch (error) {
  process.stderr.write(`${sentenceFor(error)}\n`);
  process.exit(1);
}

async function run(): Promise<void> {
  if (options.live === true && options.config !== undefined) {
    throw new Error('--live is for the demonstration and cannot be used with --config.');
  }
  const isDemonstration = options.config === undefined;
  const file = options.config === undefined ? demonstrationFile() : readClinicFile(options.config);
  const isLive = options.live === true;
  // Apart: what is learned of waits with simulated staff is wrong for a demonstration by hand.
  const demonstration = isLive ? 'data/demonstration-live' : 'data/demonstration';
  const dataFolder = path.resolve(
    options.data ?? (isDemonstration ? demonstration : 'data/clinic'),
  );
  const logger = pino({ level: options.logLevel });
  const app = await startApp({
    file,
    isDemonstration,
    dataFolder,
    host: options.host,
    port: options.port,
    allowedOrigins: options.allowOrigin,
    logger,
  });
  const people = isDemonstration ? seedDemonstration(app, file, { isLive }) : [];
  const stopLive = isLive ? startLivePatients(app, file) : null;
  const inbox = watchFolder({ app, file, folder: path.join(dataFolder, 'inbox'), logger });
  process.stdout.write(
    `${tableOfAddresses(app, { isDemonstration, people, inbox: inbox.folder })}\n`,
  );
  stopOnce(async () => {
    stopLive?.();
    await inbox.close();
    await app.close();
  });
  // Last: from here on somebody may ask us to stop.
  supervisor.ready(app.port);
}

function sentenceFor(error: unknown): string {
  const inUse = portInUse(error, options.port);
  if (inUse !== null) return inUse;
  return error instanceof Error ? error.message : String(error);
}
