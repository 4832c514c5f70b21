import { useRef } from 'preact/compat';
import type { DestinationState, SetAsideEvent } from '../../shared/contract/upstream-state.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { REPEAT } from '../ui/icon-shapes.ts';
import type { Desk } from './desk.ts';
import { ProblemLine } from './problem-line.tsx';
import { StepButton } from './step-button.tsx';
import { useKeepFocus } from './use-keep-focus.ts';

type Props = { readonly desk: Desk; readonly destination: DestinationState };

/** What a destination did not accept, with its reason, and the way to send it once more. */
export function SetAsideList({ desk, destination }: Props) {
  const part = useRef<HTMLDivElement>(null);
  useKeepFocus(part);
  const { setAside, setAsideCount } = destination;
  const { t } = useTranslation('upstream');
  if (setAsideCount === 0) return null;
  const moreCount = setAsideCount - setAside.length;
  return (
    <div ref={part} className="set-aside">
      <h4>{t('setAside.title', { count: setAsideCount })}</h4>
      <p className="muted">{t('setAside.hint')}</p>
      <ul>
        {setAside.map((event) => (
          <SetAside
            key={event.seq}
            {...{ desk, event }}
            destinationId={destination.destinationId}
          />
        ))}
      </ul>
      {moreCount > 0 ? <p className="muted">{t('setAside.more', { count: moreCount })}</p> : null}
    </div>
  );
}

function SetAside({
  desk,
  event,
  destinationId,
}: {
  readonly desk: Desk;
  readonly event: SetAsideEvent;
  readonly destinationId: string;
}) {
  const { steps, words } = desk;
  const { t } = useTranslation('upstream');
  const place = `set aside ${destinationId} ${event.seq}`;
  const what = [event.ticket, t(`setAside.kind.${kindOf(event)}`)]
    .filter((part) => part !== null)
    .join(' · ');
  const retry = (): void => {
    const body = { destinationId, seq: event.seq };
    void steps.take({ place, name: 'delivery:retry', body });
  };
  return (
    <li>
      <div>
        <p>
          <strong>{what}</strong> <span className="muted">{words.moment(event.at)}</span>
        </p>
        <p className="for-it">
          <bdi lang="en">
            {event.code}
            {event.detail === '' ? '' : `: ${event.detail}`}
          </bdi>
        </p>
      </div>
      <StepButton
        {...{ steps, place }}
        isSmall
        icon={REPEAT}
        label={t('setAside.retryName', { what })}
        onStep={retry}
      >
        {t('setAside.retry')}
      </StepButton>
      <ProblemLine desk={desk} place={place} />
    </li>
  );
}

function kindOf({ type }: SetAsideEvent): 'visit' | 'queue' | 'feedback' | 'other' {
  const area = type.slice(0, type.indexOf('.'));
  return area === 'visit' || area === 'queue' || area === 'feedback' ? area : 'other';
}
