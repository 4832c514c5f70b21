import { useEffect, useState } from 'preact/compat';
import { CHECK, CLOSE, UNDO } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import type { Desk } from './desk.ts';
import { ProblemLine } from './problem-line.tsx';
import { StepButton } from './step-button.tsx';
import { isUndoOf, stepKey } from './step-words.ts';
import type { DoneStep } from './use-steps.ts';

const SHOWN_MS = 10_000;
const PLACE = 'undo';

/** Says what was just done, with the way back, for ten seconds or as long as it is looked at. */
export function DoneToast({ desk }: { readonly desk: Desk }) {
  const { lastDone } = desk.steps;
  return (
    <div className="toast-place" aria-live="polite">
      {lastDone === null ? null : <Toast key={lastDone.id} desk={desk} done={lastDone} />}
    </div>
  );
}

function Toast({ desk, done }: { readonly desk: Desk; readonly done: DoneStep }) {
  const { steps, words, snapshot } = desk;
  const { forgetDone } = steps;
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(forgetDone, SHOWN_MS);
    return () => clearTimeout(timer);
    // The steps change with every drawing; the ten seconds must not begin anew with them.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isHeld]);
  const undoable = snapshot.entries.find(
    (entry) => done.entryIds.includes(entry.entryId) && isUndoOf(entry.undoes, done.name),
  );
  const undo = (entryId: string): void => {
    void steps.take({ place: PLACE, name: 'queue:undo', body: { entryId } });
  };
  return (
    // It only waits while someone is at it; everything that can be done is in its buttons.
    <div
      className="toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <Icon shape={CHECK} />
      <p>{doneText(done, desk)}</p>
      {undoable === undefined ? null : (
        <StepButton
          {...{ steps }}
          place={PLACE}
          isSmall
          icon={UNDO}
          onStep={() => undo(undoable.entryId)}
        >
          {words.t('step.undo')}
        </StepButton>
      )}
      <button
        type="button"
        className="quiet"
        aria-label={words.t('menu.close')}
        onClick={forgetDone}
      >
        <Icon shape={CLOSE} />
      </button>
      <ProblemLine desk={desk} place={PLACE} />
    </div>
  );
}

function doneText(done: DoneStep, { words }: Desk): string {
  return words.t(`done.${stepKey(done.name)}`, {
    ticket: done.ticket,
    station: done.stationLabel,
  });
}
