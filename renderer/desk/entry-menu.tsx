import type { DeskEntry } from '../../shared/contract/snapshots.ts';
import { useNow } from '../ui/now.ts';
import type { Desk } from './desk.ts';
import { priorityLevel } from './entry-chips.tsx';
import { MenuDialog, useCloseMenu } from './menu-dialog.tsx';
import { nameOf } from './needs-text.ts';
import { noShowReadiness } from './no-show-readiness.ts';
import { canSetPriority, canTransfer, type PlainStep, possibleSteps } from './possible-steps.ts';
import { ProblemLine } from './problem-line.tsx';
import { StepButton } from './step-button.tsx';
import { TransferForm } from './transfer-form.tsx';
import { stepKey, undoneStep } from './step-words.ts';
import { WhyLater } from './told-wait.tsx';

const PLACE = 'entry';
const PRIORITIES = [0, 1, 2, 3] as const;

type Props = {
  readonly desk: Desk;
  readonly entry: DeskEntry;
  readonly anchor: Element;
  readonly onClose: () => void;
};

/** Everything that can be done with one person. */
export function EntryMenu({ desk, entry, anchor, onClose }: Props) {
  const { steps, words } = desk;
  const now = useNow(10_000);
  return (
    <MenuDialog
      anchor={anchor}
      title={words.t('entry.more', { ticket: entry.ticket })}
      onClose={() => {
        steps.forget(PLACE);
        onClose();
      }}
    >
      <p className="muted">
        <bdi>{nameOf(entry, words)}</bdi>
      </p>
      <WhyLater {...{ words, entry, now }} />
      <PlainSteps {...{ desk, entry }} />
      <ProblemLine desk={desk} place={PLACE} />
      {canSetPriority(entry) ? <Priority {...{ desk, entry }} /> : null}
      {canTransfer(entry) ? <TransferForm {...{ desk, entry }} place={PLACE} /> : null}
    </MenuDialog>
  );
}

function PlainSteps({ desk, entry }: Pick<Props, 'desk' | 'entry'>) {
  const now = useNow(5_000);
  const close = useCloseMenu();
  const { steps, words } = desk;
  const take = async (name: PlainStep): Promise<void> => {
    const done = await steps.take({ place: PLACE, name, body: { entryId: entry.entryId } });
    if (done !== null) close();
  };
  return (
    <div className="menu-steps">
      {possibleSteps(entry).map((name) => (
        <StepButton
          key={name}
          {...{ steps }}
          place={PLACE}
          isBlocked={
            name === 'queue:no-show' &&
            noShowReadiness(entry, desk.snapshot.noShow, now).kind !== 'ready'
          }
          onStep={() => void take(name)}
        >
          {name === 'queue:undo' ? undoWords(desk, entry) : words.t(`step.${stepKey(name)}`)}
        </StepButton>
      ))}
    </div>
  );
}

function undoWords({ words }: Desk, entry: DeskEntry): string {
  const step = undoneStep(entry.undoes);
  return step === null
    ? words.t('step.undo')
    : words.t('entry.undoOf', { step: words.t(`step.${step}`) });
}

function Priority({ desk, entry }: Pick<Props, 'desk' | 'entry'>) {
  const { steps, words } = desk;
  const body = (priority: number) => ({ entryId: entry.entryId, priority });
  return (
    <fieldset className="options" aria-label={words.t('priority.name')}>
      <p>{words.t('priority.name')}</p>
      {PRIORITIES.map((priority) => (
        <StepButton
          key={priority}
          {...{ steps }}
          place={PLACE}
          isSmall
          isPressed={priorityLevel(entry.priority) === priority}
          onStep={() =>
            void steps.take({ place: PLACE, name: 'queue:set-priority', body: body(priority) })
          }
        >
          {words.t(`priority.${priority}`)}
        </StepButton>
      ))}
    </fieldset>
  );
}
