import { useState } from 'preact/compat';
import type { Need } from '../../shared/contract/commands.ts';
import { CHECK } from '../ui/icon-shapes.ts';
import type { Desk } from './desk.ts';
import { NeedsPicker } from './needs-picker.tsx';
import { ProblemLine } from './problem-line.tsx';
import { StepButton } from './step-button.tsx';
import type { FoundAppointment, FoundPeople } from './use-find-appointments.ts';

type Props = { readonly desk: Desk; readonly found: FoundPeople };

/** People of today's list who match the search: those not here yet can be checked in. */
export function ExpectedList({ desk, found }: Props) {
  const { t } = desk.words;
  const [openId, setOpenId] = useState<string | null>(null);
  if (found.kind === 'nothing-asked') return null;
  if (found.kind !== 'found') {
    return (
      <p className="expected-note" aria-live="polite">
        {found.kind === 'asking' ? t('expected.asking') : t('expected.noAnswer')}
      </p>
    );
  }
  const isHereNow = new Set(desk.snapshot.entries.map((entry) => entry.ticket));
  const appointments = found.appointments.filter(
    (one) => one.ticket === null || !isHereNow.has(one.ticket),
  );
  if (appointments.length === 0) {
    return (
      <p className="expected-note" aria-live="polite">
        {t('expected.nobody')}
      </p>
    );
  }
  return (
    <section className="expected" aria-labelledby="expected-title">
      <h3 id="expected-title">{t('expected.title')}</h3>
      <ul>
        {appointments.map((one) => (
          <ExpectedPerson
            key={one.appointmentId}
            desk={desk}
            appointment={one}
            isOpen={openId === one.appointmentId}
            onOpen={() => setOpenId(one.appointmentId)}
            onClose={() => setOpenId(null)}
          />
        ))}
      </ul>
    </section>
  );
}

type PersonProps = {
  readonly desk: Desk;
  readonly appointment: FoundAppointment;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
};

function ExpectedPerson({ desk, appointment, isOpen, onOpen, onClose }: PersonProps) {
  const { words } = desk;
  const what = [words.label(appointment.serviceLabel), appointment.providerLabel].filter(Boolean);
  return (
    <li>
      <span className="strong tabular">{words.clock(appointment.startAt)}</span>
      <span className="expected-who">
        <strong>
          <bdi>{appointment.name}</bdi>
        </strong>
        <span className="muted">{what.join(', ')}</span>
      </span>
      {appointment.status === 'expected' && !isOpen ? (
        <button
          type="button"
          className="button small main"
          aria-disabled={!desk.steps.canAct}
          aria-label={words.t('expected.checkInName', { name: appointment.name })}
          onClick={onOpen}
        >
          {words.t('expected.checkIn')}
        </button>
      ) : null}
      {appointment.status === 'expected' ? null : (
        <span className="muted">
          {appointment.status === 'cancelled'
            ? words.t('expected.cancelled')
            : words.t('expected.wasHere', { ticket: appointment.ticket ?? '' })}
        </span>
      )}
      {isOpen ? <CheckInForm {...{ desk, appointment, onClose }} /> : null}
    </li>
  );
}

function CheckInForm({ desk, appointment, onClose }: Omit<PersonProps, 'isOpen' | 'onOpen'>) {
  const { steps, words } = desk;
  const [needs, setNeeds] = useState<readonly Need[]>([]);
  const { appointmentId } = appointment;
  const place = `check-in ${appointmentId}`;
  const checkIn = async (): Promise<void> => {
    const body = { appointmentId, needs: [...needs] };
    const done = await steps.take({ place, name: 'check-in:by-desk', body });
    if (done !== null) onClose();
  };
  return (
    <div className="check-in-form">
      <NeedsPicker {...{ words, needs }} onNeeds={setNeeds} />
      <div className="actions">
        <StepButton
          {...{ steps, place }}
          isSmall
          kind="main"
          icon={CHECK}
          onStep={() => void checkIn()}
        >
          {words.t('expected.checkInNow')}
        </StepButton>
        <button type="button" className="button small" onClick={onClose}>
          {words.t('menu.cancel')}
        </button>
      </div>
      <ProblemLine desk={desk} place={place} />
    </div>
  );
}
