import { useTranslation } from '../i18n/use-translation.ts';
import { type CalledPatient, callKey } from './announcer.ts';
import { CallCard } from './call-card.tsx';

/** The lantern: one call fills it, two share it. */
export function NowCalling({ patients }: { readonly patients: readonly CalledPatient[] }) {
  const { t } = useTranslation('display');
  return (
    <div className={patients.length > 1 ? 'calling two' : 'calling'}>
      {patients.map((patient) => (
        <CallCard
          key={callKey(patient.call)}
          call={patient.call}
          label={t('nowCalling')}
          className={isFirstTurn(patient) ? 'lantern announcing' : 'lantern'}
        />
      ))}
    </div>
  );
}

/** Only the announcement draws the eye; coming back for another turn is quiet. */
function isFirstTurn(patient: CalledPatient): boolean {
  return patient.turnAt === patient.announcedAt;
}
