import type { DeskHelp } from '../../shared/contract/snapshots.ts';
import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';

/** `overdue`: nobody has answered for too long, so the page shows and sounds it again. */
type HelpStage = 'new' | 'overdue';

/** How urgent a request is by now. */
export function helpStage(help: Pick<DeskHelp, 'kind' | 'askedAt'>, now: EpochMs): HelpStage {
  const patience = help.kind === 'talk-now' ? 2 * MINUTE_MS : MINUTE_MS;
  return now - help.askedAt >= patience ? 'overdue' : 'new';
}

/** What should ring now: each request once when it comes and once when it is overdue. */
export function stagesToRing(
  help: readonly DeskHelp[],
  rung: ReadonlySet<string>,
  now: EpochMs,
): readonly string[] {
  return help.map((one) => `${one.helpId} ${helpStage(one, now)}`).filter((key) => !rung.has(key));
}

/** Newest on top. */
export function newestFirst(help: readonly DeskHelp[]): readonly DeskHelp[] {
  return help.toSorted((a, b) => b.askedAt - a.askedAt);
}
