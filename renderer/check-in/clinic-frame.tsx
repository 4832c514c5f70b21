import type { ComponentProps } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import type { KioskClinic } from '../../shared/contract/snapshots.ts';
import { KioskFrame } from '../ui/kiosk-frame.tsx';

type FrameProps = ComponentProps<typeof KioskFrame>;
type Props = Omit<FrameProps, 'clinicName' | 'mark'> & { readonly clinic: KioskClinic };

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
