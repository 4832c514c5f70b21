import { useId } from 'preact/compat';
import type { DeskEntry, DeskStation } from '../../shared/contract/snapshots.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { CHECK, PHONE, REPEAT } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import type { Desk, OpenMenu } from './desk.ts';
import { MoreButton } from './more-button.tsx';
import { nameOf, needsSentences } from './needs-text.ts';
import { noShowReadiness } from './no-show-readiness.ts';
import type { PlainStep } from './possible-steps.ts';
import { StepButton } from './step-button.tsx';
import { waitedMinutes } from './waited.ts';

type Props = {
  readonly desk: Desk;
  readonly station: DeskStation;
  readonly entry: DeskEntry;
  readonly now: EpochMs;
  readonly place: string;
  readonly onMore: OpenMenu;
};

/** The patient being called, and how the call can end. */
export function CalledPatient({ desk, station, entry, now, place, onMore }: Props) {
  const { steps, words } = desk;
  const { t, label } = words;
  const whyId = useId();
  const take = (name: PlainStep): void => {
    void steps.take({ place, name, body: { entryId: entry.entryId } });
  };
  const whyNotYet = noShowWords(desk, entry, now);
  return (
    <>
      <p className="card-label">
        <span>{t('now.calling', { station: label(station.label) })}</span>
        <span>
          {t('now.called', { ago: words.ago(entry.lastCallAt ?? now, now) })}
          {entry.callCount > 1 ? ` ${t('now.calls', { count: entry.callCount })}` : ''}
        </span>
      </p>
      <div className="person">
        <span className="ticket ltr">{entry.ticket}</span>
        <div>
          <h2>
            <bdi>{nameOf(entry, words)}</bdi>
            <PhoneAnswer desk={desk} entry={entry} />
          </h2>
          <p>{calledSentences(desk, entry, now).join(' ')}</p>
        </div>
      </div>
      <div className="actions">
        <StepButton
          {...{ steps, place }}
          kind="main"
          icon={CHECK}
          onStep={() => take('queue:start')}
        >
          {t('step.start')}
        </StepButton>
        <StepButton {...{ steps, place }} icon={REPEAT} onStep={() => take('queue:recall')}>
          {t('step.recall')}
        </StepButton>
        <StepButton
          {...{ steps, place }}
          isBlocked={whyNotYet !== null}
          describedBy={whyNotYet === null ? undefined : whyId}
          onStep={() => take('queue:no-show')}
        >
          {t('step.no-show')}
        </StepButton>
        <StepButton {...{ steps, place }} onStep={() => take('queue:requeue')}>
          {t('step.requeue')}
        </StepButton>
        <MoreButton {...{ desk, entry, onMore }} />
      </div>
      {whyNotYet === null ? null : (
        <p className="small" id={whyId}>
          {whyNotYet}
        </p>
      )}
    </>
  );
}

function calledSentences(desk: Desk, entry: DeskEntry, now: EpochMs): readonly string[] {
  const { words } = desk;
  const waited = words.t('now.waited', { count: waitedMinutes(entry, now) });
  const booked =
    entry.appointmentAt === null
      ? words.t('entry.walkIn')
      : words.t('entry.bookedAt', { time: words.clock(entry.appointmentAt) });
  return [`${booked}.`, waited, ...needsSentences(entry, desk)];
}

function noShowWords({ words, snapshot }: Desk, entry: DeskEntry, now: EpochMs): string | null {
  const readiness = noShowReadiness(entry, snapshot.noShow, now);
  switch (readiness.kind) {
    case 'ready':
      return null;
    case 'call-again':
      return words.t('now.noShowCallAgain');
    case 'wait-until':
      return words.t('now.noShowWait', {
        count: Math.max(1, Math.ceil((readiness.readyAt - now) / 60_000)),
      });
  }
}

function PhoneAnswer({ desk, entry }: { readonly desk: Desk; readonly entry: DeskEntry }) {
  if (entry.phoneAnswer === null) return null;
  return (
    <span className={entry.phoneAnswer === 'on-my-way' ? 'chip good' : 'chip info'}>
      <Icon shape={PHONE} />
      {desk.words.t(`phone.${entry.phoneAnswer}`)}
    </span>
  );
}
