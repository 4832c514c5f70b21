import { useState } from 'preact/compat';
import type { DeskStation } from '../../shared/contract/snapshots.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import type { Desk } from './desk.ts';
import { MenuDialog, useCloseMenu } from './menu-dialog.tsx';
import { ProblemLine } from './problem-line.tsx';
import { StationSelect } from './station-select.tsx';
import { StepButton } from './step-button.tsx';

const PAUSE_MINUTES = [5, 10, 15, 30, 45, 60] as const;
const PLACE = 'station';

type Props = {
  readonly desk: Desk;
  readonly anchor: Element;
  readonly onChoose: (stationId: string) => void;
  readonly keyIsOn: boolean;
  readonly onKey: (isOn: boolean) => void;
  readonly onClose: () => void;
};

/** This desk's room: which one, who works there, and whether it is open. */
export function StationMenu({ desk, anchor, onChoose, keyIsOn, onKey, onClose }: Props) {
  const { t } = desk.words;
  return (
    <MenuDialog anchor={anchor} title={t('station.title')} onClose={onClose}>
      <StationSelect desk={desk} onChoose={onChoose} />
      {desk.station === null ? null : (
        <StationState key={desk.station.stationId} desk={desk} station={desk.station} />
      )}
      <ProblemLine desk={desk} place={PLACE} />
      <label className="check">
        <input
          type="checkbox"
          checked={keyIsOn}
          onChange={(event) => onKey(event.currentTarget.checked)}
        />
        {t('station.key')}
      </label>
    </MenuDialog>
  );
}

function StationState({ desk, station }: { readonly desk: Desk; readonly station: DeskStation }) {
  const { steps, words, snapshot } = desk;
  const { t } = words;
  const [providerId, setProviderId] = useState(station.providerId ?? '');
  const [pauseMinutes, setPauseMinutes] = useState('');
  const closeMenu = useCloseMenu();
  const { stationId } = station;
  const stationLabel = words.label(station.label);
  const leave = (done: unknown): void => {
    if (done !== null) closeMenu();
  };
  const open = (): void => {
    const body = { stationId, providerId: providerId === '' ? null : providerId };
    void steps.take({ place: PLACE, name: 'station:open', body, stationLabel }).then(leave);
  };
  const pause = (): void => {
    const untilAt = pauseMinutes === '' ? null : Date.now() + Number(pauseMinutes) * MINUTE_MS;
    const body = { stationId, untilAt };
    void steps.take({ place: PLACE, name: 'station:pause', body, stationLabel }).then(leave);
  };
  const close = (): void => {
    const body = { stationId };
    void steps.take({ place: PLACE, name: 'station:close', body, stationLabel }).then(leave);
  };
  const isOpen = station.status === 'open';
  const isSameProvider = (station.providerId ?? '') === providerId;
  return (
    <>
      <p className={`station-status ${station.status}`}>{t(`station.status.${station.status}`)}</p>
      <div className="field-row">
        <label className="field">
          {t('station.provider')}
          <select value={providerId} onChange={(event) => setProviderId(event.currentTarget.value)}>
            <option value="">{t('station.noProvider')}</option>
            {snapshot.providers.map((provider) => (
              <option key={provider.providerId} value={provider.providerId}>
                {provider.label}
              </option>
            ))}
          </select>
        </label>
        <StepButton
          {...{ steps }}
          place={PLACE}
          kind="main"
          isBlocked={isOpen && isSameProvider}
          onStep={open}
        >
          {isOpen ? t('station.change') : t('station.open')}
        </StepButton>
      </div>
      {isOpen ? (
        <div className="field-row">
          <label className="field">
            {t('station.backIn')}
            <select
              value={pauseMinutes}
              onChange={(event) => setPauseMinutes(event.currentTarget.value)}
            >
              <option value="">{t('station.notKnown')}</option>
              {PAUSE_MINUTES.map((minutes) => (
                <option key={minutes} value={minutes}>
                  {words.minutes(minutes)}
                </option>
              ))}
            </select>
          </label>
          <StepButton {...{ steps }} place={PLACE} onStep={pause}>
            {t('station.pause')}
          </StepButton>
        </div>
      ) : null}
      {station.status === 'closed' ? null : (
        <StepButton {...{ steps }} place={PLACE} onStep={close}>
          {t('station.close')}
        </StepButton>
      )}
    </>
  );
}
