import { openSync, writeSync } from 'node:fs';
import pino from 'pino';
import { type App, startApp } from '../../../server/app.ts';
import { clinicFile } from '../../support/clinic.ts';
import { askBus } from '../clinic/ask-bus.ts';
import { everybody } from '../clinic/people.ts';

// The real server in a process that is recorded: DATA NOTES COUNT CHECKPOINT-PAGES. It notes each thing
// somebody was told in the moment they are told it, is stopped and started once on the way, and ends as
// by a power cut.
const [, , dataFolder = '', notesFile = '', count = '', checkpointPages = ''] = process.argv;

const notes = openSync(notesFile, 'w');
const people = everybody();
let told = 0;

async function open(): Promise<App> {
  const app = await startApp({
    file: clinicFile({ timeZone: 'UTC' }),
    isDemonstration: false,
    dataFolder,
    host: '127.0.0.1',
    port: 0,
    allowedOrigins: [],
    logger: pino({ level: 'silent' }),
    clock: { now: () => Date.UTC(2026, 10, 21, 10) + told * 1000 },
  });
  app.db.pragma(`wal_autocheckpoint = ${Number(checkpointPages)}`);
  return app;
}

async function serve(app: App, until: number): Promise<void> {
  const ask = askBus(app);
  await Promise.all(
    people.map(async (person) => {
      while (told < until) {
        const one = await person.ask(ask);
        if (!one) continue;
        told += 1;
        writeSync(notes, `${JSON.stringify(one)}\n`);
      }
    }),
  );
}

const total = Number(count);
const morning = await open();
await serve(morning, total / 2);
await morning.close();
await serve(await open(), total);
process.kill(process.pid, 'SIGKILL');
