import { useState } from 'preact/compat';
import type { DeskSnapshot } from '../../shared/contract/snapshots.ts';
import type { LocalizedText } from '../../shared/domain/clinic.ts';
import { SCREEN } from '../ui/icon-shapes.ts';
import type { Desk } from './desk.ts';
import { ProblemLine } from './problem-line.tsx';
import { StepButton } from './step-button.tsx';
import type { Words } from './use-words.ts';

const DELAYS = [10, 20, 30, 45] as const;
const WHOLE_CLINIC = '';
const PLACE = 'notice';

/** Says the delay before people ask: what, sorry, and why, in the exact words of the screens. */
export function DelayCard({ desk }: { readonly desk: Desk }) {
  const { snapshot, station, steps, words } = desk;
  const { t, label } = words;
  const [stationId, setStationId] = useState(station?.stationId ?? WHOLE_CLINIC);
  const [minutes, setMinutes] = useState<number>(20);
  const [reasonId, setReasonId] = useState(snapshot.delayReasons[0]?.id ?? '');
  const about = snapshot.stations.find((one) => one.stationId === stationId);
  const reason = snapshot.delayReasons.find((one) => one.id === reasonId);
  const show = (): void => {
    const body = { stationId: about?.stationId ?? null, minutes, reasonId };
    void steps.take({ place: PLACE, name: 'notice:show', body });
  };
  return (
    <section className="card delay" aria-labelledby="delay-title">
      <h2 id="delay-title">{t('delay.title')}</h2>
      <select
        aria-label={t('delay.where')}
        value={stationId}
        onChange={(event) => setStationId(event.currentTarget.value)}
      >
        <option value={WHOLE_CLINIC}>{t('delay.wholeClinic')}</option>
        {snapshot.stations.map((one) => (
          <option key={one.stationId} value={one.stationId}>
            {label(one.label)}
          </option>
        ))}
      </select>
      <Minutes words={words} minutes={minutes} onMinutes={setMinutes} />
      <select
        aria-label={t('delay.reason')}
        value={reasonId}
        onChange={(event) => setReasonId(event.currentTarget.value)}
      >
        {snapshot.delayReasons.map((one) => (
          <option key={one.id} value={one.id}>
            {label(one.label)}
          </option>
        ))}
      </select>
      {reason === undefined ? null : (
        <div className="preview" aria-live="polite">
          <p className="small">{t('delay.preview')}</p>
          <NoticeWords
            words={words}
            notice={{ stationLabel: about?.label ?? null, minutes, reason: reason.label }}
          />
        </div>
      )}
      <StepButton {...{ steps }} place={PLACE} kind="main" icon={SCREEN} onStep={show}>
        {t('delay.show')}
      </StepButton>
      <ProblemLine desk={desk} place={PLACE} />
      <ShownNotices desk={desk} notices={snapshot.notices} />
    </section>
  );
}

function Minutes({
  words,
  minutes,
  onMinutes,
}: {
  readonly words: Words;
  readonly minutes: number;
  readonly onMinutes: (minutes: number) => void;
}) {
  return (
    <fieldset className="minutes">
      <legend className="visually-hidden">{words.t('delay.minutes')}</legend>
      {DELAYS.map((delay) => (
        <label key={delay} className={delay === minutes ? 'on' : undefined}>
          <input
            type="radio"
            name="delay-minutes"
            checked={delay === minutes}
            onChange={() => onMinutes(delay)}
          />
          {delay === minutes ? words.t('time.minutesShort', { count: delay }) : delay}
        </label>
      ))}
    </fieldset>
  );
}

type NoticeText = {
  readonly stationLabel: LocalizedText | null;
  readonly minutes: number;
  readonly reason: LocalizedText;
};

function NoticeWords({ words, notice }: { readonly words: Words; readonly notice: NoticeText }) {
  const { common, label } = words;
  const { stationLabel, minutes, reason } = notice;
  return (
    <p>
      <strong>
        {stationLabel === null
          ? common('notice.clinic', { count: minutes })
          : common('notice.station', { station: label(stationLabel), count: minutes })}
      </strong>{' '}
      {common('notice.reason', { reason: label(reason) })}
    </p>
  );
}

function ShownNotices({
  desk,
  notices,
}: {
  readonly desk: Desk;
  readonly notices: DeskSnapshot['notices'];
}) {
  const { steps, words } = desk;
  if (notices.length === 0) return null;
  return (
    <section className="shown-notices" aria-label={words.t('delay.shownNow')}>
      <h3>{words.t('delay.shownNow')}</h3>
      <ul>
        {notices.map((notice) => {
          const place = `notice ${notice.noticeId}`;
          const body = { noticeId: notice.noticeId };
          return (
            <li key={notice.noticeId}>
              <NoticeWords words={words} notice={notice} />
              <StepButton
                {...{ steps, place }}
                isSmall
                onStep={() => void steps.take({ place, name: 'notice:clear', body })}
              >
                {words.t('delay.clear')}
              </StepButton>
              <ProblemLine desk={desk} place={place} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
