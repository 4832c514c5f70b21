import { useEffect } from 'preact/compat';
import type { HubClinics } from '../../shared/contract/hub-report.ts';
import { WARNING } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import { LanguageSelect } from '../ui/language-select.tsx';
import { ClinicCard } from './clinic-card.tsx';
import { type ClinicsReading, useClinics } from './use-clinics.ts';
import type { Words } from './use-words.ts';

type Props = {
  readonly words: Words;
  readonly token: string;
  readonly onLeave: (wasRefused: boolean) => void;
};

/** All clinics as they were told to be seconds ago, or since when that is not known. */
export function ClinicList({ words, token, onLeave }: Props) {
  const { t } = words;
  const reading = useClinics(token);
  const { clinics, state } = reading;
  useEffect(() => {
    if (state === 'refused') onLeave(true);
  });
  return (
    <div className="hub">
      <header className="top">
        <h1 className="brand">
          <span className="dot" />
          {t('title')}
        </h1>
        <p className="summary">{clinics === null ? null : summary(clinics, words)}</p>
        <LanguageSelect language={words.language} label={t('language')} />
        <button type="button" className="leave" onClick={() => onLeave(false)}>
          {t('token.forget')}
        </button>
      </header>
      <Offline words={words} reading={reading} />
      <main aria-busy={clinics === null}>
        <Clinics words={words} clinics={clinics} isReading={state === 'reading'} />
      </main>
    </div>
  );
}

function summary({ clinics, now }: HubClinics, { t, number, time }: Words) {
  const waiting = clinics.reduce((sum, clinic) => sum + clinic.today.waiting, 0);
  return (
    <>
      <span>{t('summary', { count: clinics.length, waiting: number(waiting) })}</span>
      <span className="quiet">{t('updated', { time: time(now) })}</span>
    </>
  );
}

function Offline({ words, reading }: { readonly words: Words; readonly reading: ClinicsReading }) {
  if (reading.state !== 'offline') return null;
  const { t, time } = words;
  return (
    <p className="banner" role="alert">
      <Icon shape={WARNING} />
      {reading.clinics === null
        ? t('offlineAtFirst')
        : t('offline', { time: time(reading.clinics.now) })}
    </p>
  );
}

type ClinicsProps = {
  readonly words: Words;
  readonly clinics: HubClinics | null;
  readonly isReading: boolean;
};

function Clinics({ words, clinics, isReading }: ClinicsProps) {
  const { t } = words;
  if (clinics === null) return isReading ? <p className="whole">{t('reading')}</p> : null;
  if (clinics.clinics.length === 0) {
    return (
      <div className="whole">
        <h2>{t('empty.title')}</h2>
        <p>{t('empty.text')}</p>
      </div>
    );
  }
  return (
    <ul className="clinics">
      {clinics.clinics.map((clinic) => (
        <ClinicCard key={clinic.id} words={words} clinic={clinic} now={clinics.now} />
      ))}
    </ul>
  );
}
