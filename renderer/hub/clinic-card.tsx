import type { HubClinic, HubClinicToday } from '../../shared/contract/hub-report.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { CHECK, CLOCK, REPEAT, WARNING } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import { type ClinicStateName, clinicState } from './clinic-state.ts';
import { FacesToday } from './faces-today.tsx';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly clinic: HubClinic; readonly now: EpochMs };

const ICONS = { ok: CHECK, behind: REPEAT, silent: WARNING, never: CLOCK } as const;

/** One clinic: how its line is, who waits, and the faces of its day. */
export function ClinicCard({ words, clinic, now }: Props) {
  const { t } = words;
  const state = clinicState(clinic, now);
  return (
    <li className={`clinic is-${state}`}>
      <div className="clinic-head">
        <h2>{clinic.name}</h2>
        <span className={`state ${state}`}>
          <Icon shape={ICONS[state]} stroke={2.4} />
          {t(`state.${state}`)}
        </span>
      </div>
      <p className="heard">{heard(clinic, now, words)}</p>
      <Troubles words={words} clinic={clinic} state={state} now={now} />
      <Figures words={words} today={clinic.today} />
      <FacesToday words={words} today={clinic.today} />
    </li>
  );
}

type FiguresProps = { readonly words: Words; readonly today: HubClinicToday };

function Figures({ words, today }: FiguresProps) {
  const { t, number } = words;
  const { waiting, longestWaitMinutes, checkedIn, seen, meanWaitMinutes } = today;
  return (
    <dl className="figures">
      <div>
        <dt>{t('waiting')}</dt>
        <dd>
          <b>{number(waiting)}</b>
          {longestWaitMinutes === null ? null : (
            <span>{t('longest', { count: number(longestWaitMinutes) })}</span>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('checkedIn')}</dt>
        <dd>
          <b>{number(checkedIn)}</b>
          <span>{t('seen', { count: number(seen) })}</span>
        </dd>
      </div>
      <div>
        <dt>{t('wait')}</dt>
        {meanWaitMinutes === null ? (
          <dd>
            <b aria-hidden="true">–</b>
            <span>{t('nobodyCalled')}</span>
          </dd>
        ) : (
          <dd>
            <b>
              {number(meanWaitMinutes)}
              <small>{t('minutes')}</small>
            </b>
            <span>{t('toFirstCall')}</span>
          </dd>
        )}
      </div>
    </dl>
  );
}

function heard({ lastHeardAt }: HubClinic, now: EpochMs, { t, ago }: Words): string {
  return lastHeardAt === null ? t('neverHeard') : t('heard', { ago: ago(lastHeardAt, now) });
}

type TroublesProps = Props & { readonly state: ClinicStateName };

function Troubles({ words, clinic, state, now }: TroublesProps) {
  const { backlog, quarantined, rollbackRefusedAt } = clinic;
  const { t, number, ago } = words;
  const isWaiting = backlog > 0 && state !== 'never';
  if (!isWaiting && quarantined === 0 && rollbackRefusedAt === null) return null;
  return (
    <ul className="troubles">
      {isWaiting ? <li>{t('backlog', { count: backlog, shown: number(backlog) })}</li> : null}
      {quarantined > 0 ? (
        <li>{t('quarantined', { count: quarantined, shown: number(quarantined) })}</li>
      ) : null}
      {rollbackRefusedAt === null ? null : (
        <li>{t('rollback', { ago: ago(rollbackRefusedAt, now) })}</li>
      )}
    </ul>
  );
}
