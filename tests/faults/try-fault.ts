import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Fault, type FaultCount, type FaultTools, isSound } from './fault.ts';
import { seededRandom } from './seeded-random.ts';

/** What trying a fault came to, and whether its control was caught. */
export type FaultResult = {
  readonly fault: Fault;
  readonly outcome:
    | { readonly kind: 'not-tried'; readonly reason: string }
    | {
        readonly kind: 'tried';
        readonly count: FaultCount;
        /** Null: it has none. */
        readonly control: FaultCount | null;
        readonly seconds: number;
      };
};

export type TryOptions = { readonly seed: number; readonly scale: number };

/** Tries a fault and then its control, each in a fresh folder. Never rejects: a throw is what broke. */
export async function tryFault(fault: Fault, options: TryOptions): Promise<FaultResult> {
  const reason = fault.missing?.() ?? null;
  if (reason !== null) return { fault, outcome: { kind: 'not-tried', reason } };
  const startedAt = performance.now();
  const count = await tryOnce(fault.run, `${fault.id} run`, options).catch(thrown);
  const control =
    fault.control === null
      ? null
      : await tryOnce(fault.control.run, `${fault.id} control`, options).catch(threwInControl);
  const seconds = (performance.now() - startedAt) / 1000;
  return { fault, outcome: { kind: 'tried', count, control, seconds } };
}

/** Whether nothing was lost, and the mistake that must be noticed was. */
export function isProven({ outcome }: FaultResult): boolean {
  if (outcome.kind === 'not-tried') return true;
  return isSound(outcome.count) && (outcome.control === null || !isSound(outcome.control));
}

async function tryOnce(
  run: (tools: FaultTools) => Promise<FaultCount>,
  part: string,
  { seed, scale }: TryOptions,
): Promise<FaultCount> {
  const folder = mkdtempSync(path.join(tmpdir(), 'foyer-fault-'));
  try {
    return await run({ random: seededRandom(seed, part), scale, folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const NOTHING: FaultCount = {
  tried: 0,
  acknowledged: 0,
  lost: 0,
  duplicated: 0,
  reordered: 0,
  broken: [],
};

function thrown(error: unknown): FaultCount {
  return { ...NOTHING, broken: [`it could not be tried to its end: ${sentenceOf(error)}`] };
}

/** A control that cannot be tried has caught nothing, so it must not look broken. */
function threwInControl(error: unknown): FaultCount {
  console.error(`The control could not be tried: ${sentenceOf(error)}`);
  return NOTHING;
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
