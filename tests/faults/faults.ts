import type { Fault } from './fault.ts';
import { kill } from './t01-kill.ts';
import { powerCut } from './t02-power-cut.ts';
import { configDrift } from './t03-config-drift.ts';
import { httpAnswers } from './t04-http-answers.ts';
import { upstreamKill } from './t05-upstream-kill.ts';
import { longPartition } from './t06-long-partition.ts';
import { halfOpenLink } from './t07-half-open-link.ts';
import { poison } from './t08-poison.ts';
import { restoredDisk } from './t09-restore.ts';
import { wrongClocks } from './t10-clocks.ts';
import { disk } from './t11-disk.ts';
import { schedulePull } from './t12-schedule-pull.ts';
import { fhir } from './t13-fhir.ts';
import { hl7 } from './t14-hl7.ts';
import { digest } from './t15-digest.ts';
import { model } from './t16-model.ts';

/** Every fault of the plan that is tried, in its order. */
export const FAULTS: readonly Fault[] = [
  kill,
  powerCut,
  configDrift,
  httpAnswers,
  upstreamKill,
  longPartition,
  halfOpenLink,
  poison,
  restoredDisk,
  wrongClocks,
  disk,
  schedulePull,
  fhir,
  hl7,
  digest,
  model,
];
