import { auditFolder } from './clinic/audit.ts';
import { connectDevices, type Devices, keepBusy } from './clinic/busy-clinic.ts';
import { ClinicProcess, dataIn } from './clinic/clinic-process.ts';
import type { MistakeName } from './clinic/mistakes.ts';
import { everybody, type Person, type Told } from './clinic/people.ts';
import type { Fault, FaultCount, FaultTools } from './fault.ts';
import { wholeOf } from './seeded-random.ts';

const KILLS = 20;
const FEWEST_KILLS = 3;
/** Every so many starts the server is killed while it is still coming up. */
const KILLED_AT_START_SHARE = 0.15;
const LONGEST_START_MS = 600;
/** How many of those already told are asked for again after each start. */
const ASKED_AGAIN = 10;

/** kill -9 of the real server at any moment of a busy clinic, and a new start, again and again. */
export const kill: Fault = {
  id: 'T1',
  title: 'kill -9 while people check in, answer and are called',
  run: (tools) => killAndCount(tools, null),
  control: {
    title: 'a server that answers before the commit',
    run: (tools) => killAndCount(tools, 'answers before the commit'),
  },
};

async function killAndCount(tools: FaultTools, mistake: MistakeName | null): Promise<FaultCount> {
  const { random, scale, folder } = tools;
  const people = everybody();
  const told: Told[] = [];
  const broken: string[] = [];
  const kills = Math.max(FEWEST_KILLS, Math.round(KILLS * scale));
  for (let count = 0; count < kills; count += 1) {
    if (random() < KILLED_AT_START_SHARE) {
      await killAtStart({ folder, mistake }, random() * LONGEST_START_MS);
      continue;
    }
    const clinic = await ClinicProcess.start({ folder, mistake });
    using devices = await connectDevices(await clinic.ready);
    broken.push(...(await whatIsAnsweredOtherwise(told, devices, random)));
    await killWhenBusy(clinic, { people, devices, told }, wholeOf(random, 5, 60));
  }
  const findings = auditFolder(dataIn(folder), told);
  return {
    ...findings,
    tried: kills,
    acknowledged: told.length,
    broken: [...broken, ...findings.broken],
  };
}

async function killAtStart(
  options: { readonly folder: string; readonly mistake: MistakeName | null },
  afterMs: number,
): Promise<void> {
  const clinic = new ClinicProcess(options);
  const timer = setTimeout(() => clinic.child.kill('SIGKILL'), afterMs);
  await Promise.race([clinic.exited, clinic.ready]).catch(() => {});
  clearTimeout(timer);
  await clinic.kill();
}

type Busy = {
  readonly people: readonly Person[];
  readonly devices: Devices;
  readonly told: Told[];
};

/** Kills it in the moment the so-manieth answer has come, while all the others are asking. */
async function killWhenBusy(
  clinic: ClinicProcess,
  { people, devices, told }: Busy,
  afterAnswers: number,
): Promise<void> {
  let answers = 0;
  await keepBusy(people, devices, {
    isOver: () => !clinic.isRunning,
    onTold: (one) => {
      told.push(one);
      answers += 1;
      if (answers === afterAnswers) clinic.child.kill('SIGKILL');
    },
  });
  await clinic.exited;
}

/** Asks some that were told once more: the answer is the same, letter by letter. */
async function whatIsAnsweredOtherwise(
  told: readonly Told[],
  devices: Devices,
  random: () => number,
): Promise<readonly string[]> {
  if (told.length === 0) return [];
  const chosen = Array.from({ length: ASKED_AGAIN }, () =>
    told.at(wholeOf(random, 0, told.length - 1)),
  ).filter((one) => one !== undefined);
  const broken: string[] = [];
  for (const { wish, reply } of chosen) {
    const again = JSON.stringify(await devices.ask(wish));
    if (again !== reply) broken.push(`${wish.name} was answered otherwise the second time`);
  }
  return broken;
}
