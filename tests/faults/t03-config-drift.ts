import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ClinicProcess, dataIn, preloaded } from './clinic/clinic-process.ts';
import type { MistakeName } from './clinic/mistakes.ts';
import { unknownOpeners } from './connections/openers.ts';
import type { Fault, FaultCount, FaultTools } from './fault.ts';

const FULL = 2;
/** The files whose every commit must be on the disk before anybody is told. */
const LIVE = new Set(['clinic.db', 'hub.db']);

/** A connection somewhere that does not flush, so that only a power cut would show it. */
export const configDrift: Fault = {
  id: 'T3',
  title: 'a connection that does not flush: server and command line, opened twice',
  run: (tools) => openAndLook(tools, null),
  control: {
    title: "a program that relies on the library's default",
    run: (tools) => openAndLook(tools, 'relies on the default'),
  },
};

type Connection = {
  readonly file: string;
  readonly isReadOnly: boolean;
  readonly synchronous: number;
};

async function openAndLook(
  { folder }: FaultTools,
  mistake: MistakeName | null,
): Promise<FaultCount> {
  const report = path.join(folder, 'connections');
  const env = { FOYER_FAULTS_CONNECTIONS: report };
  const preload = [path.join(import.meta.dirname, 'connections/watch-connections.ts')];
  for (let time = 0; time < 2; time += 1) {
    const clinic = await ClinicProcess.start({ folder, mistake, env, preload });
    await clinic.stop();
  }
  // The control makes its mistake in the one place that all of them use: the server shows it.
  for (const command of mistake === null ? commandsOn(folder) : []) {
    const { args, env: own } = preloaded({ mistake, env, preload });
    execFileSync(process.execPath, [...args, 'server/cli/foyer.ts', ...command], { env: own });
  }
  const live = readReport(report).filter(
    ({ file, isReadOnly }) => LIVE.has(path.basename(file)) && !isReadOnly,
  );
  return {
    tried: live.length,
    acknowledged: 0,
    lost: 0,
    duplicated: 0,
    reordered: 0,
    broken: [
      ...(live.length < 2 ? ['fewer than two connections were seen'] : []),
      ...live
        .filter(({ synchronous }) => synchronous !== FULL)
        .map(({ file, synchronous }) => `${path.basename(file)} had synchronous=${synchronous}`),
      // The control is about connections alone: who opens them is the same there.
      ...(mistake === null ? unknownOpeners() : []).map(
        (file) => `${file} opens a database and nobody looks at how`,
      ),
    ],
  };
}

/** What of the command line writes to the clinic's database. */
function commandsOn(folder: string): readonly (readonly string[])[] {
  const data = ['--data', dataIn(folder)];
  const config = ['--config', path.join(folder, 'clinic.json')];
  const csv = path.join(folder, 'appointments.csv');
  const backup = path.join(folder, 'backup.db');
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(
    csv,
    `ref,date,time,service,provider,first_name,last_name,date_of_birth
A1,${today},10:00,doctor,,Ada,Example,1984-03-15
`,
  );
  return [
    ['import', csv, ...data, ...config],
    ['events', ...data],
    ['backup', '--to', backup, ...data, ...config],
    ['restore', backup, ...data],
    ['purge', ...data, ...config],
  ];
}

function readReport(file: string): readonly Connection[] {
  if (!existsSync(file)) return [];
  // True because only watch-connections.ts writes it.
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Connection);
}
