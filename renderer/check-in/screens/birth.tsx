import { useId } from 'preact/compat';
import { useTranslation } from '../../i18n/use-translation.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { useNow } from '../../ui/now.ts';
import { clinicDay } from '../clinic-day.ts';
import { ClinicFrame } from '../clinic-frame.tsx';
import type { ScreenProps } from '../current-screen.tsx';
import { type BirthError, oldestYear } from '../date-of-birth.ts';
import { isEnterForScreen, useKeys } from '../use-keys.ts';
import { BirthBoxes } from './birth-boxes.tsx';
import { ContinueButtons } from './continue-buttons.tsx';
import { EntryError } from './entry-error.tsx';
import { HideButton } from './hide-button.tsx';
import { NumberPad } from './number-pad.tsx';

type Props = ScreenProps & { readonly error: BirthError | null };

/** Step 1: the date of birth, by touch or by keys; checked only on Continue. */
export function BirthScreen({ clinic, language, session, act, error }: Props) {
  const { t } = useTranslation('check-in');
  const errorId = useId();
  const today = clinicDay(useNow(MINUTE_MS), clinic.timeZone);
  const goOn = (): void => act({ type: 'birth-continued', today });
  const goBack = (): void => act({ type: 'went-back' });
  useKeys((event) => {
    if (/^\d$/.test(event.key)) act({ type: 'digit-typed', digit: event.key });
    else if (event.key === 'Backspace') act({ type: 'digit-deleted' });
    else if (event.key === 'Escape') goBack();
    else if (isEnterForScreen(event)) goOn();
  });

  return (
    <ClinicFrame
      clinic={clinic}
      sun="step"
      step={t('step', { step: 1, steps: 2 })}
      title={t('birth.title')}
      hint={t('birth.hint')}
    >
      <div className="entry entry-birth">
        {error === null ? null : (
          <EntryError id={errorId} text={t(`birth.error.${error}`, { year: oldestYear(today) })} />
        )}
        <div className="entry-said">
          <BirthBoxes
            entry={session.birth}
            language={language}
            isHidden={session.isHidden}
            errorId={error === null ? null : errorId}
            onChoose={(part) => act({ type: 'birth-part-chosen', part })}
            onEnter={goOn}
          />
          <HideButton isHidden={session.isHidden} onTouch={() => act({ type: 'hidden-toggled' })} />
        </div>
        <NumberPad
          onDigit={(digit) => act({ type: 'digit-typed', digit })}
          onClear={() => act({ type: 'birth-cleared' })}
          onDelete={() => act({ type: 'digit-deleted' })}
        />
        <ContinueButtons isBusy={false} onBack={goBack} onContinue={goOn} />
      </div>
    </ClinicFrame>
  );
}
