import { useMemo, useRef, useState } from 'preact/compat';
import type { CommandValue } from '../../shared/contract/commands.ts';
import { type Answer, type CommandBody, type Connection, newId } from '../realtime/connection.ts';

/** What a desk may send. Every one has its words under `done` in the catalogue. */
export type DeskCommand =
  | 'check-in:take-number'
  | 'check-in:by-desk'
  | 'queue:call-next'
  | 'queue:call'
  | 'queue:recall'
  | 'queue:no-show'
  | 'queue:requeue'
  | 'queue:start'
  | 'queue:finish'
  | 'queue:hold'
  | 'queue:resume'
  | 'queue:leave'
  | 'queue:transfer'
  | 'queue:set-priority'
  | 'queue:undo'
  | 'station:open'
  | 'station:pause'
  | 'station:close'
  | 'notice:show'
  | 'notice:clear'
  | 'help:answer'
  | 'conflict:close'
  | 'delivery:retry';

export type Problem = Extract<Answer<unknown>, { readonly ok: false }>['error'];

export type Step<C extends DeskCommand> = {
  /** Where on the page it was asked for: there it is busy, and there a "no" is explained. */
  readonly place: string;
  readonly name: C;
  readonly body: CommandBody<C>;
  /** The words for the station it is about, for saying what was done. */
  readonly stationLabel?: string;
};

/** The last step that was done, to be told and perhaps taken back. */
export type DoneStep = {
  readonly id: string;
  readonly name: DeskCommand;
  readonly ticket: string;
  readonly stationLabel: string;
  /** The entries on which the step may be undone: the one acted on and the one it made. */
  readonly entryIds: readonly string[];
};

export type Steps = {
  /** False while the line to the server is down: what is shown may be old. */
  readonly canAct: boolean;
  readonly isBusy: (place: string) => boolean;
  readonly problemAt: (place: string) => Problem | null;
  readonly forget: (place: string) => void;
  /** Sends a step; null when it was refused, or when that place is still busy with one. */
  readonly take: <C extends DeskCommand>(step: Step<C>) => Promise<CommandValue<C> | null>;
  readonly lastDone: DoneStep | null;
  readonly forgetDone: () => void;
};

// Long enough for a person to press again after "no answer", short enough that a new wish is a new step.
const SAME_WISH_MS = 30_000;

type Unanswered = { readonly commandId: string; readonly wish: string; readonly at: number };

/** Sends the desk's steps: one at a time in each place, a repeat of an unanswered one under its old id. */
export function useSteps(connection: Connection<'desk'>, canAct: boolean): Steps {
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [problems, setProblems] = useState<ReadonlyMap<string, Problem>>(new Map());
  const [lastDone, setLastDone] = useState<DoneStep | null>(null);
  const busyNow = useRef(new Set<string>());
  const unanswered = useRef(new Map<string, Unanswered>());

  return useMemo(() => {
    const showBusy = (): void => setBusy(new Set(busyNow.current));
    const showProblem = (place: string, problem: Problem | null): void =>
      setProblems((before) => withProblem(before, place, problem));

    async function take<C extends DeskCommand>(step: Step<C>): Promise<CommandValue<C> | null> {
      const { place, name, body } = step;
      // A state would be known only at the next drawing; a double click is faster than that.
      if (!canAct || busyNow.current.has(place)) return null;
      const wish = JSON.stringify([name, body]);
      const commandId = idFor(wish, unanswered.current.get(place));
      busyNow.current.add(place);
      showBusy();
      showProblem(place, null);
      const answer = await connection.send(name, body, { commandId });
      busyNow.current.delete(place);
      showBusy();
      if (!answer.ok) {
        if (answer.error.code === 'unreachable') {
          unanswered.current.set(place, { commandId, wish, at: Date.now() });
        } else {
          unanswered.current.delete(place);
        }
        showProblem(place, answer.error);
        return null;
      }
      unanswered.current.delete(place);
      // Something has changed since, so older refusals may no longer be true.
      setProblems(new Map());
      setLastDone({ id: commandId, ...toldOf(step, answer.value) });
      return answer.value;
    }

    return {
      canAct,
      isBusy: (place) => busy.has(place),
      problemAt: (place) => problems.get(place) ?? null,
      forget: (place) => showProblem(place, null),
      take,
      lastDone,
      forgetDone: () => setLastDone(null),
    };
  }, [connection, canAct, busy, problems, lastDone]);
}

function idFor(wish: string, before: Unanswered | undefined): string {
  const isSameWish = before?.wish === wish && Date.now() - before.at < SAME_WISH_MS;
  return isSameWish ? before.commandId : newId();
}

function withProblem(
  before: ReadonlyMap<string, Problem>,
  place: string,
  problem: Problem | null,
): ReadonlyMap<string, Problem> {
  if (problem === null && !before.has(place)) return before;
  const after = new Map(before);
  if (problem === null) after.delete(place);
  else after.set(place, problem);
  return after;
}

function toldOf<C extends DeskCommand>(
  { name, body, stationLabel = '' }: Step<C>,
  value: object,
): Omit<DoneStep, 'id'> {
  return {
    name,
    ticket: textOf(value, 'ticket'),
    stationLabel,
    entryIds: [textOf(value, 'entryId'), textOf(body, 'entryId')].filter((id) => id !== ''),
  };
}

function textOf(record: object, key: string): string {
  const value: unknown = key in record ? record[key as keyof typeof record] : undefined;
  return typeof value === 'string' ? value : '';
}
