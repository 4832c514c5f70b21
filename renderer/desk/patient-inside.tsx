import type { DeskEntry, DeskStation } from '../../shared/contract/snapshots.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { CHECK, UNDO } from '../ui/icon-shapes.ts';
import type { Desk, OpenMenu } from './desk.ts';
import { MenuButton } from './menu-button.tsx';
import { nameOf, needsSentences } from './needs-text.ts';
import { StepButton } from './step-button.tsx';
import { minutesSince } from './waited.ts';

type Props = {
  readonly desk: Desk;
  readonly station: DeskStation;
  readonly entry: DeskEntry;
  readonly now: EpochMs;
  readonly place: string;
  readonly onMore: OpenMenu;
  /** One line under the patient who is being called. */
  readonly isBrief?: boolean;
};

/** A patient who is with staff at this station now. */
export function PatientInside({ desk, station, entry, now, place, onMore, isBrief }: Props) {
  const { words } = desk;
  const { t } = words;
  const withStation = t('now.inside', { station: words.label(station.label) });
  const minutes = minutesSince(entry.startedAt ?? now, now);
  const since =
    minutes === 0 ? words.capital(t('time.justNow')) : t('now.insideFor', { count: minutes });
  if (isBrief === true) {
    return (
      <div className="inside-brief">
        <p>
          <strong className="ltr">{entry.ticket}</strong> <bdi>{nameOf(entry, words)}</bdi>. {since}
        </p>
        <InsideActions {...{ desk, entry, place, onMore }} />
      </div>
    );
  }
  return (
    <>
      <p className="card-label">
        <span>{withStation}</span>
        <span>{since}</span>
      </p>
      <div className="person">
        <span className="ticket ltr">{entry.ticket}</span>
        <div>
          <h2>
            <bdi>{nameOf(entry, words)}</bdi>
          </h2>
          <p>{needsSentences(entry, desk).join(' ')}</p>
        </div>
      </div>
      <InsideActions {...{ desk, entry, place, onMore }} />
    </>
  );
}

function InsideActions({ desk, entry, place, onMore }: Omit<Props, 'station' | 'now' | 'isBrief'>) {
  const { steps, words } = desk;
  const body = { entryId: entry.entryId };
  return (
    <div className="actions">
      <StepButton
        {...{ steps, place }}
        kind="main"
        icon={CHECK}
        onStep={() => void steps.take({ place, name: 'queue:finish', body })}
      >
        {words.t('step.finish')}
      </StepButton>
      <MenuButton desk={desk} onOpen={(anchor) => onMore(entry, anchor)}>
        {words.t('entry.transferTo')}
      </MenuButton>
      {entry.undoes === null ? null : (
        <StepButton
          {...{ steps, place }}
          icon={UNDO}
          onStep={() => void steps.take({ place, name: 'queue:undo', body })}
        >
          {words.t('step.undo')}
        </StepButton>
      )}
    </div>
  );
}
