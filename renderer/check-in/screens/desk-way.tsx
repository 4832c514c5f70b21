import { useTranslation } from '../../i18n/use-translation.ts';
import type { KioskClinic } from '../../../shared/contract/snapshots.ts';
import { inLanguage } from '../../i18n/i18n.ts';
import { PLACE } from '../../ui/icon-shapes.ts';
import { KioskRow } from '../../ui/kiosk-controls.tsx';

type Props = { readonly clinic: KioskClinic; readonly language: string };

/** Where the desk is, for whoever is sent there. */
export function DeskWay({ clinic, language }: Props) {
  const { t } = useTranslation('check-in');
  const directions = inLanguage(clinic.deskDirections, language);
  if (directions === '') return null;
  return (
    <ul className="rows desk-way">
      <KioskRow icon={PLACE} title={t('desk')}>
        <p>{directions}</p>
      </KioskRow>
    </ul>
  );
}
