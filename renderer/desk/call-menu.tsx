import { useId, useState } from 'preact/compat';
import type { CommandInput } from '../../shared/contract/commands.ts';
import type { DeskEntry, DeskStation } from '../../shared/contract/snapshots.ts';
import { BELL } from '../ui/icon-shapes.ts';
import { calledTo, callKind, stationsFor } from './calling.ts';
import type { Desk } from './desk.ts';
import { MenuDialog, useCloseMenu } from './menu-dialog.tsx';
import { nameOf } from './needs-text.ts';
import { ProblemLine } from './problem-line.tsx';
import { StepButton } from './step-button.tsx';

type Reason = CommandInput<'queue:call'>['reason'];
const REASONS = ['urgent', 'ready-now', 'asked', 'other'] as const satisfies readonly Reason[];
const PLACE = 'call';

type Props = {
  readonly desk: Desk;
  readonly entry: DeskEntry;
  readonly anchor: Element;
  /** Offered first: another room than this desk's own. */
  readonly prefersOther: boolean;
  readonly onClose: () => void;
};

/** Calls a chosen person: to which room, and out of turn why. */
export function CallMenu({ desk, entry, anchor, prefersOther, onClose }: Props) {
  const { t } = desk.words;
  const choices = stationsFor(entry, desk.snapshot.stations);
  const [chosenId, setChosenId] = useState(firstChoice(desk, choices, prefersOther));
  const station = choices.find((one) => one.stationId === chosenId) ?? choices[0];
  return (
    <MenuDialog
      anchor={anchor}
      title={t('call.title', { ticket: entry.ticket })}
      onClose={() => {
        desk.steps.forget(PLACE);
        onClose();
      }}
    >
      <p className="muted">
        <bdi>{nameOf(entry, desk.words)}</bdi>
      </p>
      {station === undefined ? (
        <p>{t('call.noStation')}</p>
      ) : (
        <>
          <label className="field">
            {t('call.to')}
            <select
              value={station.stationId}
              onChange={(event) => setChosenId(event.currentTarget.value)}
            >
              {choices.map((one) => (
                <option key={one.stationId} value={one.stationId}>
                  {desk.words.label(one.label)}
                </option>
              ))}
            </select>
          </label>
          <CallButtons {...{ desk, entry, station }} />
        </>
      )}
      <ProblemLine desk={desk} place={PLACE} />
    </MenuDialog>
  );
}

function CallButtons({
  desk,
  entry,
  station,
}: {
  readonly desk: Desk;
  readonly entry: DeskEntry;
  readonly station: DeskStation;
}) {
  const { steps, words, snapshot } = desk;
  const { t } = words;
  const titleId = useId();
  const close = useCloseMenu();
  const calling = calledTo(station, snapshot.entries);
  const call = async (reason: Reason): Promise<void> => {
    const done = await steps.take({
      place: PLACE,
      name: 'queue:call',
      body: { entryId: entry.entryId, stationId: station.stationId, reason },
      stationLabel: words.label(station.label),
    });
    if (done !== null) close();
  };
  if (calling !== null) return <p>{t('next.busy', { ticket: calling.ticket })}</p>;
  if (callKind(entry, station) === 'in-turn') {
    return (
      <StepButton
        {...{ steps }}
        place={PLACE}
        kind="main"
        icon={BELL}
        onStep={() => void call(null)}
      >
        {t('next.call', { ticket: entry.ticket, station: words.label(station.label) })}
      </StepButton>
    );
  }
  return (
    <fieldset className="reasons" aria-labelledby={titleId}>
      <p id={titleId}>{t('call.why')}</p>
      {REASONS.map((reason) => (
        <StepButton key={reason} {...{ steps }} place={PLACE} onStep={() => void call(reason)}>
          {t(`call.reason.${reason}`)}
        </StepButton>
      ))}
    </fieldset>
  );
}

function firstChoice(
  { station }: Desk,
  choices: readonly DeskStation[],
  prefersOther: boolean,
): string | undefined {
  const own = choices.find((one) => one.stationId === station?.stationId);
  const other = choices.find((one) => one.stationId !== station?.stationId);
  return (prefersOther ? (other ?? own) : (own ?? other))?.stationId;
}
