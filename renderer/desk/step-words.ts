import type { DeskCommand } from './use-steps.ts';

type WithoutArea<Name extends string> = Name extends `${string}:${infer Step}` ? Step : never;
/** A step's name as the catalogue has it: the part after the colon, where that is not taken. */
type StepKey<C extends DeskCommand = DeskCommand> = C extends 'conflict:close'
  ? 'conflict'
  : WithoutArea<C>;

export function stepKey<C extends DeskCommand>(name: C): StepKey<C> {
  const key = name === 'conflict:close' ? 'conflict' : name.slice(name.indexOf(':') + 1);
  // True by the type's own definition: it is what follows the colon, but for one.
  return key as StepKey<C>;
}

const UNDOABLE = [
  'call',
  'no-show',
  'requeue',
  'start',
  'finish',
  'hold',
  'resume',
  'leave',
  'transfer',
  'set-priority',
] as const satisfies readonly StepKey[];
type UndoableStep = (typeof UNDOABLE)[number];

/** Which step an entry's "undo" takes back, or null when this page has no words for it. */
export function undoneStep(undoes: string | null): UndoableStep | null {
  return UNDOABLE.find((step) => step === undoes) ?? null;
}

/** Whether an entry's "undo" takes back just this step, and not an earlier one. */
export function isUndoOf(undoes: string | null, name: DeskCommand): boolean {
  const step = stepKey(name);
  return undoes !== null && undoes === (step === 'call-next' ? 'call' : step);
}
