import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { once } from 'node:events';
import pino from 'pino';
import { startApp } from '../../server/app.ts';
import { clinicFile } from '../support/clinic.ts';
import { askBus } from './clinic/ask-bus.ts';
import { auditDatabase, type Findings } from './clinic/audit.ts';
import { dataIn, spawnProgram } from './clinic/clinic-process.ts';
import type { MistakeName } from './clinic/mistakes.ts';
import { everybody, type Told } from './clinic/people.ts';
import type { Fault, FaultCount, FaultTools } from './fault.ts';
import { RecordedDisk, SURVIVALS, type Survival } from './power-cut/recorded-disk.ts';
import { readRecording, type Step } from './power-cut/recording.ts';
import { buildPreload, missingForPreload } from './preload.ts';
import { wholeOf } from './seeded-random.ts';

const CUTS = 400;
const TOLD = 400;
/** Few, so that a short recording meets many checkpoints; a clinic's server has 1000. */
const CHECKPOINT_PAGES = 60;
/** After every so many cuts the whole server is started, and not only its database. */
const STARTED_EVERY = 20;

/** The power goes at any moment, and the disk keeps of the unflushed what it likes. */
export const powerCut: Fault = {
  id: 'T2',
  title: 'power cut: anything not flushed may be gone or torn',
  run: (tools) => cutAndCount(tools, null),
  control: {
    title: 'a database with synchronous=NORMAL',
    run: (tools) => cutAndCount(tools, 'does not flush'),
  },
  missing: missingForPreload,
};

type Cut = { readonly at: number; readonly survival: Survival };

async function cutAndCount(tools: FaultTools, mistake: MistakeName | null): Promise<FaultCount> {
  const { random, folder, scale } = tools;
  const steps = await record(folder, Math.round(TOLD * Math.min(1, scale) + 60), mistake);
  const cuts = chooseCuts(steps, Math.max(20, Math.round(CUTS * scale)), random);
  const disk = new RecordedDisk();
  const told: Told[] = [];
  const findings: Findings[] = [];
  let taken = 0;
  for (const [index, { at, survival }] of cuts.entries()) {
    for (const step of steps.slice(taken, at)) {
      disk.take(step);
      if (step.kind === 'note') told.push(...toldIn(step.text));
    }
    taken = at;
    const place = path.join(folder, 'after');
    writeFiles(place, disk.afterPowerCut(survival, random));
    findings.push(auditDatabase(place, told));
    if (index % STARTED_EVERY === 0) findings.push(await startOn(place));
  }
  return { ...sumOf(findings), tried: cuts.length, acknowledged: told.length };
}

/** Runs the real server on an empty folder, until it has told so much, and returns what it did. */
async function record(
  folder: string,
  told: number,
  mistake: MistakeName | null,
): Promise<readonly Step[]> {
  const data = dataIn(folder);
  const notes = path.join(folder, 'notes');
  const log = path.join(folder, 'recording');
  mkdirSync(data);
  const library = buildPreload(path.join(import.meta.dirname, 'power-cut/recorder.c'), folder);
  const program = 'tests/faults/power-cut/clinic-writer.ts';
  const writer = spawnProgram([program, data, notes, String(told), String(CHECKPOINT_PAGES)], {
    mistake,
    env: {
      LD_PRELOAD: library,
      RECORDER_FOLDER: data,
      RECORDER_NOTES: notes,
      RECORDER_LOG: log,
    },
  });
  const [code, signal] = await once(writer, 'exit');
  if (signal !== 'SIGKILL') throw new Error(`The recorded server ended with ${String(code)}`);
  return readRecording(readFileSync(log)).filter(isOfDatabase);
}

/** The database's own files, but for the shared memory, which is made anew after a crash. */
function isOfDatabase(step: Step): boolean {
  return !('name' in step) || /^clinic\.db(?!-shm)/.test(step.name);
}

/** Half of them right after somebody was told something: then there is the most to lose. */
function chooseCuts(steps: readonly Step[], count: number, random: () => number): readonly Cut[] {
  const afterNotes = steps.flatMap(({ kind }, index) => (kind === 'note' ? [index + 1] : []));
  return Array.from({ length: count }, (_, index) => {
    const anywhere = wholeOf(random, 0, steps.length);
    const afterNote = afterNotes[wholeOf(random, 0, afterNotes.length - 1)];
    const at = index % 2 === 0 ? anywhere : (afterNote ?? anywhere);
    const survival = SURVIVALS[wholeOf(random, 0, SURVIVALS.length - 1)] ?? 'nothing';
    return { at, survival };
  }).toSorted((a, b) => a.at - b.at);
}

function toldIn(text: string): readonly Told[] {
  // True because the recorded server notes nothing else, each on a line of its own.
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Told);
}

function writeFiles(folder: string, files: ReadonlyMap<string, Buffer>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** The server comes up on what is left, and somebody is checked in. */
async function startOn(dataFolder: string): Promise<Findings> {
  const app = await startApp({
    file: clinicFile(),
    isDemonstration: false,
    dataFolder,
    host: '127.0.0.1',
    port: 0,
    allowedOrigins: [],
    logger: pino({ level: 'silent' }),
  });
  const [patient] = everybody();
  const told = await patient?.ask(askBus(app));
  await app.close();
  const broken = told ? [] : ['after the power cut nobody could check in'];
  return { lost: 0, duplicated: 0, reordered: 0, broken };
}

function sumOf(findings: readonly Findings[]): Findings {
  const sum = (key: 'lost' | 'duplicated' | 'reordered'): number =>
    findings.reduce((total, item) => total + item[key], 0);
  return {
    lost: sum('lost'),
    duplicated: sum('duplicated'),
    reordered: sum('reordered'),
    broken: findings.flatMap(({ broken }) => broken),
  };
}
