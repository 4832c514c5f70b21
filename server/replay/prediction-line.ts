import type { EpochMs } from '../../shared/domain/time.ts';
import { type HeldWindow, shownOf } from '../../shared/domain/waits/told/held-window.ts';
import type { LegRecord } from '../../shared/domain/waits/recorded/day-record.ts';
import type { WaitEstimate } from '../../shared/domain/waits/wait-estimate.ts';
import { writeInstant } from './instant.ts';

/** What is said of one person in a queue at one instant. */
export type Prediction = {
  readonly leg: Pick<LegRecord, 'entryId' | 'visitId' | 'serviceId'>;
  readonly estimate: WaitEstimate;
  readonly window: HeldWindow;
};

export type SaidAt = { readonly at: EpochMs; readonly utcOffsetMinutes: number };

/** Minutes as they are written: to 0.01. */
export function roundMinutes(minutes: number): number {
  return Math.round(minutes * 100) / 100;
}

/** One line of the output: `docs/replay.md` describes it. */
export function predictionLine({ leg, estimate, window }: Prediction, said: SaidAt): string {
  const { visitId, serviceId } = leg;
  const instant = written(said.at, said.utcOffsetMinutes);
  const who = `{"at":"${instant}","visit":${JSON.stringify(visitId)},"service":${JSON.stringify(serviceId)}`;
  const shown = shownText(window, said.utcOffsetMinutes);
  if (estimate.kind === 'unknown') {
    return `${who},"position":null,"unknown":"${estimate.reason}","shown":${shown}}\n`;
  }
  const quantiles = estimate.quantiles.map(roundMinutes).join(',');
  return `${who},"position":${estimate.position},"q":[${quantiles}],"shown":${shown}}\n`;
}

function shownText(window: HeldWindow, utcOffsetMinutes: number): string {
  const shown = shownOf(window);
  if (shown.kind === 'unknown') return 'null';
  const from = written(shown.fromAt, utcOffsetMinutes);
  return `{"from":"${from}","to":"${written(shown.toAt, utcOffsetMinutes)}"}`;
}

const MOST_KEPT = 1000;
const kept = new Map<number, string>();
let keptOffset = 0;

/** `writeInstant`, which costs as much as all the rest of a line, and is asked the same again and again. */
function written(at: EpochMs, utcOffsetMinutes: number): string {
  if (keptOffset !== utcOffsetMinutes || kept.size > MOST_KEPT) kept.clear();
  keptOffset = utcOffsetMinutes;
  const known = kept.get(at);
  if (known !== undefined) return known;
  const text = writeInstant(at, utcOffsetMinutes);
  kept.set(at, text);
  return text;
}
