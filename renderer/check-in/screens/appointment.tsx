import { useTranslation } from '../../i18n/use-translation.ts';
import type { FoundAppointment } from '../../../shared/contract/commands.ts';
import { clockTime, inLanguage } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { CHECK, PERSON, PLACE } from '../../ui/icon-shapes.ts';
import { KioskButton } from '../../ui/kiosk-controls.tsx';
import { ClinicFrame } from '../clinic-frame.tsx';
import type { ScreenProps } from '../current-screen.tsx';
import type { Found } from '../session-state.ts';
import { Needs } from './needs.tsx';

type Props = ScreenProps & { readonly found: Found };

/** Only time, initials and place are shown: enough to say yes, nothing to learn about anybody. */
export function AppointmentScreen({ clinic, language, session, act, found }: Props) {
  const { t } = useTranslation('check-in');
  const appointments = found.appointments.toSorted((a, b) => a.startAt - b.startAt);
  const [next, ...later] = appointments;
  const isBusy = session.request !== null;
  const timeOf = ({ startAt }: FoundAppointment): string =>
    clockTime(startAt, clinic.timeZone, language);
  const hints = [
    later.length === 0 ? null : t('appointment.count', { count: appointments.length }),
    next?.isLate === true ? t('appointment.late') : null,
  ].filter((line) => line !== null);

  return (
    <ClinicFrame
      clinic={clinic}
      sun="question"
      title={t('appointment.title')}
      {...(hints.length === 0 ? {} : { hint: hints.join(' ') })}
    >
      <div className="appointment-part">
        {next === undefined ? null : (
          <section className="appointment">
            <p className="appointment-when">{t('appointment.today')}</p>
            <p className="appointment-time">
              <bdi>{timeOf(next)}</bdi>
            </p>
            <p className="appointment-fact">
              <Icon shape={PERSON} />
              <span>{t('appointment.initials', { initials: isolated(found.initials) })}</span>
            </p>
            <p className="appointment-fact">
              <Icon shape={PLACE} />
              <span>{inLanguage(next.areaLabel, language)}</span>
            </p>
          </section>
        )}
        {later.map((appointment) => (
          <p key={appointment.claim} className="appointment-later">
            <span>{t('appointment.later')}</span>
            <b>
              <bdi>{timeOf(appointment)}</bdi>
            </b>
            <span>{inLanguage(appointment.areaLabel, language)}</span>
          </p>
        ))}
        <Needs needs={session.needs} onToggle={(need) => act({ type: 'need-toggled', need })} />
        <div className="btn-stack">
          <KioskButton onTouch={() => act({ type: 'confirmed' })} isMain isBusy={isBusy}>
            <Icon shape={CHECK} stroke={3} />
            {yesText()}
          </KioskButton>
          <KioskButton onTouch={() => act({ type: 'not-me' })}>{t('appointment.no')}</KioskButton>
        </div>
      </div>
    </ClinicFrame>
  );

  function yesText(): string {
    if (isBusy) return t('appointment.checking');
    return next === undefined || later.length === 0
      ? t('appointment.yes')
      : t('appointment.yesNext', { time: timeOf(next) });
  }
}

// Initials keep their own direction inside a sentence of another one.
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
