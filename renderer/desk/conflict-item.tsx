import type { DeskConflict } from '../../shared/contract/upstream-state.ts';
import { Icon } from '../ui/icon.tsx';
import type { Desk, OpenMenu } from './desk.ts';
import { CALENDAR } from './icon-shapes.ts';
import { MoreButton } from './more-button.tsx';
import { ProblemLine } from './problem-line.tsx';
import { StepButton } from './step-button.tsx';

type Props = {
  readonly desk: Desk;
  readonly conflict: DeskConflict;
  readonly onMore: OpenMenu;
};

/** Somebody is here whom the hospital's list does not expect, or not like this. */
export function ConflictItem({ desk, conflict, onMore }: Props) {
  const { snapshot, steps, words } = desk;
  const { conflictId, entryId, kind } = conflict;
  const place = `conflict ${conflictId}`;
  const entry = snapshot.entries.find((one) => one.entryId === entryId);
  const isHere = entryId !== null;
  const close = (): void => {
    void steps.take({ place, name: 'conflict:close', body: { conflictId } });
  };
  return (
    <li className="help">
      <span className="help-icon conflict">
        <Icon shape={CALENDAR} />
      </span>
      <div>
        <p className="strong">
          {words.t(isHere ? `conflict.here.${kind}` : 'conflict.gone', { who: whoIs(conflict) })}
        </p>
        {isHere && kind === 'moved' ? (
          <p>{words.t('conflict.now', { what: whatNow(desk, conflict) })}</p>
        ) : null}
        <p className="muted">{words.t(isHere ? 'conflict.keeps' : 'conflict.putRight')}</p>
        <div className="actions">
          <StepButton
            {...{ steps, place }}
            isSmall
            kind="main"
            label={words.t('conflict.doneName', { ticket: conflict.ticket })}
            onStep={close}
          >
            {words.t('conflict.done')}
          </StepButton>
          {entry === undefined ? null : <MoreButton {...{ desk, entry, onMore }} />}
        </div>
        <ProblemLine desk={desk} place={place} />
      </div>
    </li>
  );
}

/** Set apart for the eye of a language that reads the other way. */
function whoIs({ ticket, name }: DeskConflict): string {
  const who = name === null ? ticket : `${ticket} · ${name}`;
  return `\u2068${who}\u2069`;
}

function whatNow({ snapshot, words }: Desk, conflict: DeskConflict): string {
  const { nowStartAt, nowServiceId, nowProviderId } = conflict;
  const service = snapshot.services.find((one) => one.serviceId === nowServiceId);
  const provider = snapshot.providers.find((one) => one.providerId === nowProviderId);
  return [
    nowStartAt === null ? '' : words.moment(nowStartAt),
    service === undefined ? (nowServiceId ?? '') : words.label(service.label),
    provider?.label ?? '',
  ]
    .filter((part) => part !== '')
    .map((part) => `\u2068${part}\u2069`)
    .join(' · ');
}
