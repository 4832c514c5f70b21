import { useRef } from 'preact/compat';
import type { DeskEntry, DeskStation } from '../../shared/contract/snapshots.ts';
import { BELL } from '../ui/icon-shapes.ts';
import { useNow } from '../ui/now.ts';
import { calledTo } from './calling.ts';
import type { Desk, OpenMenu } from './desk.ts';
import { MenuButton } from './menu-button.tsx';
import { nameOf, needsSentences } from './needs-text.ts';
import { ProblemLine } from './problem-line.tsx';
import { StepButton } from './step-button.tsx';
import { useKeepFocus } from './use-keep-focus.ts';
import { waitedMinutes } from './waited.ts';

export const nextPlace = (station: DeskStation): string => `next ${station.stationId}`;

type Props = {
  readonly desk: Desk;
  readonly station: DeskStation;
  readonly hasKey: boolean;
  readonly onCallNext: () => void;
  readonly onOtherRoom: OpenMenu;
  readonly onStation: (anchor: Element) => void;
};

/** Who "call next" will call, and the button that does it. */
export function NextCard(props: Props) {
  const { desk, station } = props;
  const card = useRef<HTMLElement>(null);
  useKeepFocus(card);
  const { t, label } = desk.words;
  const next = desk.snapshot.entries.find((entry) => entry.entryId === station.nextEntryId);
  return (
    <section ref={card} className="card next" aria-label={t('next.name')}>
      <p className="card-label">
        <span>{t('next.for', { station: label(station.label) })}</span>
        {next?.appointmentAt === undefined || next.appointmentAt === null ? null : (
          <span className="muted">
            {t('entry.bookedAt', { time: desk.words.clock(next.appointmentAt) })}
          </span>
        )}
      </p>
      {next !== undefined && station.status === 'open' ? (
        <NextPatient {...props} entry={next} />
      ) : (
        <NobodyNext {...props} />
      )}
      <ProblemLine desk={desk} place={nextPlace(station)} />
    </section>
  );
}

function NextPatient({
  desk,
  station,
  entry,
  hasKey,
  onCallNext,
  onOtherRoom,
}: Props & { readonly entry: DeskEntry }) {
  const now = useNow(10_000);
  const { steps, words, snapshot } = desk;
  const { t } = words;
  const calling = calledTo(station, snapshot.entries);
  const place = nextPlace(station);
  return (
    <>
      <div className="person">
        <span className="ticket ltr">{entry.ticket}</span>
        <div>
          <h2>
            <bdi>{nameOf(entry, words)}</bdi>
          </h2>
          <p className="muted">
            {[
              t('next.waiting', { count: waitedMinutes(entry, now) }),
              ...needsSentences(entry, desk),
            ].join(' ')}
          </p>
        </div>
      </div>
      <div className="actions">
        <StepButton
          {...{ steps, place }}
          kind="main"
          icon={BELL}
          isBlocked={calling !== null}
          onStep={onCallNext}
        >
          {t('next.call', { ticket: entry.ticket, station: words.label(station.label) })}
          {hasKey ? <kbd aria-hidden="true">N</kbd> : null}
        </StepButton>
        <MenuButton desk={desk} onOpen={(anchor) => onOtherRoom(entry, anchor)}>
          {t('next.otherRoom')}
        </MenuButton>
      </div>
      {calling === null ? null : (
        <p className="small muted">{t('next.busy', { ticket: calling.ticket })}</p>
      )}
    </>
  );
}

function NobodyNext({ desk, station, onStation }: Props) {
  const { t, label, clock } = desk.words;
  const name = label(station.label);
  if (station.status === 'open') {
    return <p className="idle-words muted">{t('next.nobody', { station: name })}</p>;
  }
  const words =
    station.status === 'closed'
      ? t('station.isClosed', { station: name })
      : station.untilAt === null
        ? t('station.isPaused', { station: name })
        : t('station.isPausedUntil', { station: name, time: clock(station.untilAt) });
  return (
    <>
      <p className="idle-words muted">{words}</p>
      <div className="actions">
        <MenuButton desk={desk} kind="main" onOpen={onStation}>
          {t('station.openIt', { station: name })}
        </MenuButton>
      </div>
    </>
  );
}
