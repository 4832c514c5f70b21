import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckInSnapshot } from '../../shared/contract/snapshots.ts';
import { KioskFrame } from '../ui/kiosk-frame.tsx';

type FrameProps = ComponentProps<typeof KioskFrame>;
type Props = Omit<FrameProps, 'clinicName' | 'mark'> & { readonly clinic: CheckInSnapshot };

/** A kiosk screen with the clinic's name on it. */
export function ClinicFrame({ clinic, ...rest }: Props) {
  const { t } = useTranslation('common');
  return (
    <KioskFrame
      clinicName={clinic.clinicName}
      mark={clinic.isDemonstration ? t('demonstration') : null}
      {...rest}
    />
  );
}
