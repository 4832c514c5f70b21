import { useRef } from 'preact/compat';
import type { DeskStation } from '../../shared/contract/snapshots.ts';
import { useNow } from '../ui/now.ts';
import { calledTo, insideOf } from './calling.ts';
import type { Desk, OpenMenu } from './desk.ts';
import { CalledPatient } from './called-patient.tsx';
import { PatientInside } from './patient-inside.tsx';
import { ProblemLine } from './problem-line.tsx';
import { useKeepFocus } from './use-keep-focus.ts';

type Props = {
  readonly desk: Desk;
  readonly station: DeskStation;
  readonly onMore: OpenMenu;
};

/** The one warm light: who this station is calling or seeing now. */
export function NowCard({ desk, station, onMore }: Props) {
  const now = useNow(5_000);
  const card = useRef<HTMLElement>(null);
  useKeepFocus(card);
  const { t, label } = desk.words;
  const { entries } = desk.snapshot;
  const called = calledTo(station, entries);
  const inside = insideOf(station, entries);
  const [first, ...others] = inside;
  const alsoInside = called === null ? others : inside;
  const isIdle = called === null && first === undefined;
  const place = `now ${station.stationId}`;
  return (
    <section
      ref={card}
      className={isIdle ? 'card now idle' : 'card now'}
      aria-label={t('now.name')}
    >
      {called === null ? null : (
        <CalledPatient {...{ desk, station, now, onMore, place }} entry={called} />
      )}
      {called === null && first !== undefined ? (
        <PatientInside {...{ desk, station, now, onMore, place }} entry={first} />
      ) : null}
      {isIdle ? (
        <p className="idle-words">{t('now.nobody', { station: label(station.label) })}</p>
      ) : null}
      <ProblemLine desk={desk} place={place} />
      {alsoInside.map((entry) => (
        <PatientInside
          key={entry.entryId}
          {...{ desk, station, now, onMore, place, entry }}
          isBrief
        />
      ))}
    </section>
  );
}
