import { useTranslation } from '../../i18n/use-translation.ts';
import type { KioskClinic } from '../../../shared/contract/snapshots.ts';
import { ClinicFrame } from '../clinic-frame.tsx';

type Props = { readonly clinic: KioskClinic };

/** The first moments of the page; a few seconds later it says that it does not work. */
export function ConnectingScreen({ clinic }: Props) {
  const { t } = useTranslation('check-in');
  return (
    <ClinicFrame clinic={clinic} sun="welcome" title={t('connecting')}>
      {null}
    </ClinicFrame>
  );
}
