import type { DeskHelp } from '../../shared/contract/snapshots.ts';
import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';

/** `overdue`: nobody has answered for too long, so the page shows and sounds it again. */
export type HelpStage = 'quiet' | 'new' | 'overdue';

/** How urgent a request is by now. A wish to be contacted later never rings. */
export function helpStage(help: Pick<DeskHelp, 'kind' | 'askedAt'>, now: EpochMs): HelpStage {
  if (help.kind === 'contact') return 'quiet';
  const patience = help.kind === 'talk-now' ? 2 * MINUTE_MS : MINUTE_MS;
  return now - help.askedAt >= patience ? 'overdue' : 'new';
}

/** What should ring now: each request once when it comes and once when it is overdue. */
export function stagesToRing(
  help: readonly DeskHelp[],
  rung: ReadonlySet<string>,
  now: EpochMs,
): readonly string[] {
  return help
    .filter((one) => helpStage(one, now) !== 'quiet')
    .map((one) => `${one.helpId} ${helpStage(one, now)}`)
    .filter((key) => !rung.has(key));
}

/** Newest on top; those who only wish to be contacted have gone, and come after those who stand there. */
export function newestFirst(help: readonly DeskHelp[]): readonly DeskHelp[] {
  const isAway = (one: DeskHelp): number => (one.kind === 'contact' ? 1 : 0);
  return help.toSorted((a, b) => isAway(a) - isAway(b) || b.askedAt - a.askedAt);
}
