import { Answers } from './clinic/answers.ts';
import { auditFolder, statusesIn } from './clinic/audit.ts';
import { connectDevices, keepBusy, shownAtDesk } from './clinic/busy-clinic.ts';
import { ClinicProcess, dataIn } from './clinic/clinic-process.ts';
import type { MistakeName } from './clinic/mistakes.ts';
import { everybody, type Person, type Told } from './clinic/people.ts';
import { DISK_FAILURES, type FailingDisk, failingDisk } from './disk/failing-disk.ts';
import type { Fault, FaultCount, FaultTools } from './fault.ts';
import { missingForPreload } from './preload.ts';
import { wholeOf } from './seeded-random.ts';

const FAILURES = 24;
const FAILURES_A_START = 4;
const MOST_REFUSED = 40;
const TOLD_ON_A_FULL_DISK = 100;
const TOLD_AFTERWARDS = 10;

/** The disk is full, broken or read-only for a while, in the middle of a busy clinic. */
export const disk: Fault = {
  id: 'T11',
  title: 'disk full, EIO, failing flush, read-only while people check in',
  run: (tools) => failAndCount(tools, null),
  control: {
    title: 'a server that swallows the error of a commit',
    run: (tools) => failAndCount(tools, 'swallows the error of a commit'),
  },
  missing: missingForPreload,
};

async function failAndCount(tools: FaultTools, mistake: MistakeName | null): Promise<FaultCount> {
  const { random, scale, folder } = tools;
  using failing = failingDisk(folder, dataIn(folder));
  const people = everybody();
  const told: Told[] = [];
  const broken: string[] = [];
  const starts = Math.max(1, Math.round((FAILURES * scale) / FAILURES_A_START));
  for (let start = 0; start < starts; start += 1) {
    const clinic = await ClinicProcess.start({ folder, mistake, env: failing.env });
    broken.push(...(await serveThrough({ clinic, failing, people, told, random })));
    const shown = await shownAtDesk(await clinic.ready);
    await clinic.kill();
    if (shown.join() !== statusesIn(dataIn(folder)).join()) {
      broken.push('the desk was shown something else than what is stored');
    }
  }
  const findings = auditFolder(dataIn(folder), told);
  return {
    ...findings,
    tried: starts * FAILURES_A_START,
    acknowledged: told.length,
    broken: [...broken, ...findings.broken],
  };
}

type Service = {
  readonly clinic: ClinicProcess;
  readonly failing: FailingDisk;
  readonly people: readonly Person[];
  readonly told: Told[];
  readonly random: () => number;
};

/** Lets the disk fail several times under a server that is asked all the while. Returns what broke. */
async function serveThrough(service: Service): Promise<readonly string[]> {
  const { clinic, people, told, failing, random } = service;
  using devices = await connectDevices(await clinic.ready);
  const answers = new Answers();
  let isOver = false;
  const busy = keepBusy(people, devices, {
    isOver: () => isOver || !clinic.isRunning,
    onTold: (one) => {
      told.push(one);
      answers.count('told');
    },
    onNotSaved: () => answers.count('not-saved'),
  });
  const broken: string[] = [];
  for (let index = 0; index < FAILURES_A_START; index += 1) {
    broken.push(...(await failOnce(failing, answers, random)));
  }
  if (!clinic.isRunning) broken.push('the server did not live through it');
  isOver = true;
  await busy;
  return broken;
}

/** The disk fails until it is noticed, and is well again. */
async function failOnce(
  failing: FailingDisk,
  answers: Answers,
  random: () => number,
): Promise<readonly string[]> {
  const failure = DISK_FAILURES[wholeOf(random, 0, DISK_FAILURES.length - 1)] ?? 'full';
  failing.order(failure);
  // A full disk is not noticed while what is there can be written anew.
  await Promise.race([
    answers.more('not-saved', wholeOf(random, 1, MOST_REFUSED)),
    answers.more('told', TOLD_ON_A_FULL_DISK),
  ]);
  failing.order('nothing');
  const isWell = await answers.more('told', TOLD_AFTERWARDS);
  return isWell ? [] : [`nobody could check in again after "${failure}"`];
}
