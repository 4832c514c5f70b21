import { useEffect, useEffectEvent } from 'preact/compat';
import type { TFunction } from 'i18next';
import { type EpochMs, MINUTE_MS } from '../../../shared/domain/time.ts';
import { changeLanguage, clockTime } from '../../i18n/i18n.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow } from '../../ui/now.ts';
import { Stage } from '../../ui/stage.tsx';
import { openingDay, placeOfWords } from './rest.ts';

const PORTRAIT = { width: 1080, height: 1920 };
const LANDSCAPE = { width: 1920, height: 1080 };
/** More would be a wall of words; whoever reads another one sees a dark kiosk and touches it. */
const LANGUAGES_SHOWN = 3;

type Props = {
  readonly clinic: {
    readonly clinicName: string;
    readonly timeZone: string;
    readonly languages: readonly string[];
    readonly isDemonstration: boolean;
  };
  readonly closedUntilAt: EpochMs;
  readonly onWake: () => void;
};

/** Outside the clinic's hours: dark, calm, and awake at the first touch. */
export function RestScreen({ clinic, closedUntilAt, onWake }: Props) {
  const { t, i18n } = useTranslation('common');
  const now = useNow(MINUTE_MS);
  const [first = 'en', ...others] = clinic.languages.slice(0, LANGUAGES_SHOWN);
  useEffect(() => changeLanguage(first), [first]);
  useWakingKeys(onWake);
  const opening = { at: closedUntilAt, now, timeZone: clinic.timeZone };
  const [x, y] = placeOfWords(now);
  return (
    <Stage className="night" portrait={PORTRAIT} landscape={LANDSCAPE}>
      <main
        className="night-words"
        style={{ translate: `calc(${x} * var(--drift-x)) calc(${y} * var(--drift-y))` }}
      >
        <p className="night-brand">
          <span className="night-dot" />
          {clinic.clinicName}
        </p>
        {clinic.isDemonstration ? <p className="night-mark">{t('demonstration')}</p> : null}
        <h1>{t('closed.title')}</h1>
        <p className="night-opens">{openingText(opening, first, t)}</p>
        <ul>
          {others.map((language) => {
            const own = i18n.getFixedT(language, 'common');
            return (
              <li key={language} lang={language} dir={i18n.dir(language)}>
                <b>{own('closed.title')}.</b> {openingText(opening, language, own)}
              </li>
            );
          })}
        </ul>
        <button type="button" onClick={onWake}>
          {t('closed.wake')}
        </button>
      </main>
    </Stage>
  );
}

type Opening = { readonly at: EpochMs; readonly now: EpochMs; readonly timeZone: string };

function openingText({ at, now, timeZone }: Opening, language: string, t: TFunction): string {
  const time = clockTime(at, timeZone, language);
  const day = openingDay(at, { now, timeZone, language });
  return day === null ? t('closed.opens', { time }) : t('closed.opensOn', { day, time });
}

/** A key of a keypad wakes like a touch, and does nothing else. */
function useWakingKeys(onWake: () => void): void {
  const wake = useEffectEvent(onWake);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      wake();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}
