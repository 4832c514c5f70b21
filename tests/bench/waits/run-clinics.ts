import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { ClinicJob } from './clinic-run.ts';
import type { DayResult } from './day-result.ts';

const MOST_PROCESSES = 4;
const PROGRAM = path.join(import.meta.dirname, 'clinic-process.ts');

/**
 * Runs each clinic in a process of its own, as many at a time as the machine has processors. Nothing
 * that is measured here is a time, so they may share a machine. Results are in the order of the jobs.
 */
export async function runClinics(
  jobs: readonly ClinicJob[],
  say: (line: string) => void,
): Promise<readonly DayResult[]> {
  const results = new Map<ClinicJob, readonly DayResult[]>();
  const left = [...jobs];
  const work = async (): Promise<void> => {
    for (let job = left.shift(); job !== undefined; job = left.shift()) {
      const startedAt = performance.now();
      results.set(job, await inProcess(job));
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
      say(`${job.scenario}: clinic ${job.seed}, ${job.testDays} days, ${seconds} s`);
    }
  };
  const lanes = Math.min(MOST_PROCESSES, availableParallelism(), jobs.length);
  await Promise.all(Array.from({ length: lanes }, work));
  return jobs.flatMap((job) => results.get(job) ?? []);
}

function inProcess(job: ClinicJob): Promise<readonly DayResult[]> {
  return new Promise((resolve, reject) => {
    const clinic = fork(PROGRAM, [JSON.stringify(job)]);
    // True because that program sends nothing else.
    clinic.once('message', (results) => resolve(results as unknown[] as DayResult[]));
    clinic.once('error', reject);
    clinic.once('exit', (code) => reject(new Error(`a clinic's process ended: ${code}`)));
  });
}
