import type { ReactNode } from 'preact/compat';
import type { DeskEntry } from '../../shared/contract/snapshots.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { CHEVRON } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import type { Desk, OpenMenu } from './desk.ts';
import { MoreButton } from './more-button.tsx';
import { nameOf } from './needs-text.ts';
import { possibleSteps } from './possible-steps.ts';
import { ProblemLine } from './problem-line.tsx';
import { StepButton } from './step-button.tsx';

type Props = {
  readonly desk: Desk;
  readonly now: EpochMs;
  readonly withStaff: readonly DeskEntry[];
  readonly ended: readonly DeskEntry[];
  readonly onMore: OpenMenu;
  readonly isOpen: boolean;
};

/** Those who no longer wait: quiet, but never out of reach of "undo". */
export function QuietFolds({ desk, now, withStaff, ended, onMore, isOpen }: Props) {
  const { t } = desk.words;
  return (
    <>
      <Fold title={t('fold.withStaff', { count: withStaff.length })} isOpen={isOpen}>
        {withStaff.map((entry) => (
          <FoldRow key={entry.entryId} {...{ desk, entry, now }}>
            <MoreButton {...{ desk, entry, onMore }} />
          </FoldRow>
        ))}
      </Fold>
      <Fold title={t('fold.ended', { count: ended.length })} isOpen={isOpen}>
        {newestFirst(ended).map((entry) => (
          <FoldRow key={entry.entryId} {...{ desk, entry, now }}>
            <BackSteps desk={desk} entry={entry} />
          </FoldRow>
        ))}
      </Fold>
    </>
  );
}

function Fold({
  title,
  isOpen,
  children,
}: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly children: readonly ReactNode[];
}) {
  if (children.length === 0) return null;
  return (
    <details className="fold" open={isOpen}>
      <summary>
        <Icon shape={CHEVRON} followsReading />
        {title}
      </summary>
      <ul>{children}</ul>
    </details>
  );
}

function FoldRow({
  desk,
  entry,
  now,
  children,
}: {
  readonly desk: Desk;
  readonly entry: DeskEntry;
  readonly now: EpochMs;
  readonly children: ReactNode;
}) {
  return (
    <li>
      <span className="ticket ltr">{entry.ticket}</span>
      <span className="fold-words">
        <strong>
          <bdi>{nameOf(entry, desk.words)}</bdi>
        </strong>
        <span className="muted">{whatHappened(desk, entry, now)}</span>
        <ProblemLine desk={desk} place={`row ${entry.entryId}`} />
      </span>
      <span className="row-steps">{children}</span>
    </li>
  );
}

/** "Put back" for someone who did not come, and "undo" for any last step. */
function BackSteps({ desk, entry }: { readonly desk: Desk; readonly entry: DeskEntry }) {
  const { steps, words } = desk;
  const place = `row ${entry.entryId}`;
  return possibleSteps(entry).map((name) => (
    <StepButton
      key={name}
      {...{ steps, place }}
      isSmall
      onStep={() => void steps.take({ place, name, body: { entryId: entry.entryId } })}
    >
      {name === 'queue:requeue' ? words.t('step.requeue') : words.t('step.undo')}
    </StepButton>
  ));
}

function whatHappened({ snapshot, words }: Desk, entry: DeskEntry, now: EpochMs): string {
  const at = snapshot.stations.find((one) => one.stationId === entry.stationId);
  const station = at === undefined ? '' : words.label(at.label);
  const since = entry.endedAt ?? entry.startedAt ?? entry.lastCallAt ?? entry.queuedAt;
  return words.t(`fold.${entry.status}`, { station, ago: words.ago(since, now) });
}

function newestFirst(entries: readonly DeskEntry[]): readonly DeskEntry[] {
  return entries.toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
}
