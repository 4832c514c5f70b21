import { useTranslation } from '../../i18n/use-translation.ts';
import { KioskButton } from '../../ui/kiosk-controls.tsx';
import { ClinicFrame } from '../clinic-frame.tsx';
import type { ScreenProps } from '../current-screen.tsx';
import { LanguageList } from './language-list.tsx';

/** Another language, from any screen, with what was typed kept. */
export function LanguageScreen({ clinic, act }: ScreenProps) {
  const { t } = useTranslation('check-in');
  return (
    <ClinicFrame clinic={clinic} sun="away" title={t('language.title')} hint={t('language.hint')}>
      <div className="welcome">
        <LanguageList
          languages={clinic.languages}
          onChoose={(language) => act({ type: 'language-chosen', language })}
        />
        <KioskButton onTouch={() => act({ type: 'overlay-closed' })}>
          {t('action.back')}
        </KioskButton>
      </div>
    </ClinicFrame>
  );
}
