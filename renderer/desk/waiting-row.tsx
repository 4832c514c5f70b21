import type { DeskEntry } from '../../shared/contract/snapshots.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { callKind } from './calling.ts';
import type { Desk, OpenMenu } from './desk.ts';
import { EntryChips } from './entry-chips.tsx';
import { MenuButton } from './menu-button.tsx';
import { MoreButton } from './more-button.tsx';
import { nameOf } from './needs-text.ts';
import { ProblemLine } from './problem-line.tsx';
import { StepButton } from './step-button.tsx';
import { ToldWait } from './told-wait.tsx';
import { LONG_WAIT_MINUTES, meterPercent, waitedMinutes } from './waited.ts';

type Props = {
  readonly desk: Desk;
  readonly entry: DeskEntry;
  readonly now: EpochMs;
  readonly onCall: OpenMenu;
  readonly onMore: OpenMenu;
};

/** One person who waits: who, since when, for what, what they need, and how to call them. */
export function WaitingRow({ desk, entry, now, onCall, onMore }: Props) {
  const { words, snapshot } = desk;
  const service = snapshot.services.find((one) => one.serviceId === entry.serviceId);
  const provider = snapshot.providers.find((one) => one.providerId === entry.providerId);
  return (
    <tr className={entry.status === 'held' ? 'held' : undefined}>
      <td className="c-ticket">
        <span className="ticket ltr">{entry.ticket}</span>
      </td>
      <th className="c-name" scope="row">
        <bdi>{nameOf(entry, words)}</bdi>
        <ProblemLine desk={desk} place={`row ${entry.entryId}`} />
      </th>
      <td className="c-booked tabular">
        {entry.appointmentAt === null ? (
          <span className="muted">{words.t('entry.walkInShort')}</span>
        ) : (
          words.clock(entry.appointmentAt)
        )}
      </td>
      <td className="c-wait">
        <Waited desk={desk} entry={entry} now={now} />
      </td>
      <td className="c-for">
        {service === undefined ? null : words.label(service.label)}
        {provider === undefined ? null : <span className="small muted">{provider.label}</span>}
      </td>
      <td className="c-needs">
        <EntryChips desk={desk} entry={entry} now={now} />
      </td>
      <td className="c-steps">
        <div className="row-steps">
          {entry.status === 'held' ? (
            <ResumeButton desk={desk} entry={entry} />
          ) : (
            <CallButton {...{ desk, entry, onCall }} />
          )}
          <MoreButton {...{ desk, entry, onMore }} />
        </div>
      </td>
    </tr>
  );
}

function Waited({ desk, entry, now }: Pick<Props, 'desk' | 'entry' | 'now'>) {
  const { words } = desk;
  const minutes = waitedMinutes(entry, now);
  const isLong = minutes > LONG_WAIT_MINUTES;
  return (
    <>
      <span className="waited">
        <span className="value">{words.t('time.minutesShort', { count: minutes })}</span>
        <span className={isLong ? 'meter over' : 'meter'} aria-hidden="true">
          <i style={{ inlineSize: `${meterPercent(minutes)}%` }} />
        </span>
      </span>
      <ToldWait words={words} entry={entry} now={now} />
    </>
  );
}

function ResumeButton({ desk, entry }: Pick<Props, 'desk' | 'entry'>) {
  const { steps, words } = desk;
  const place = `row ${entry.entryId}`;
  const body = { entryId: entry.entryId };
  return (
    <StepButton
      {...{ steps, place }}
      isSmall
      label={words.t('entry.resumeName', { ticket: entry.ticket })}
      onStep={() => void steps.take({ place, name: 'queue:resume', body })}
    >
      {words.t('step.resume')}
    </StepButton>
  );
}

/** In turn it calls at once; out of turn, or for another room, it asks first. */
function CallButton({ desk, entry, onCall }: Pick<Props, 'desk' | 'entry' | 'onCall'>) {
  const { steps, station, words } = desk;
  const place = `row ${entry.entryId}`;
  const label = words.t('entry.callName', { ticket: entry.ticket });
  if (station !== null && callKind(entry, station) === 'in-turn') {
    const body = { entryId: entry.entryId, stationId: station.stationId, reason: null };
    const stationLabel = words.label(station.label);
    return (
      <StepButton
        {...{ steps, place, label }}
        isSmall
        onStep={() => void steps.take({ place, name: 'queue:call', body, stationLabel })}
      >
        {words.t('step.call')}
      </StepButton>
    );
  }
  return (
    <MenuButton desk={desk} kind="small" label={label} onOpen={(anchor) => onCall(entry, anchor)}>
      {words.t('step.call')}
    </MenuButton>
  );
}
