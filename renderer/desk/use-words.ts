import type { TFunction } from 'i18next';
import { useMemo } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import type { LocalizedText } from '../../shared/domain/clinic.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { clockTime, inLanguage } from '../i18n/i18n.ts';
import { momentText } from './moment-text.ts';
import { minutesSince } from './waited.ts';

/** How this page says things: its texts, and clinic data in the reader's language. */
export type Words = {
  readonly language: string;
  readonly t: TFunction<'desk'>;
  /** The texts shared by all pages. */
  readonly common: TFunction;
  /** Why somebody waits longer than they were told. */
  readonly slip: TFunction<'slip'>;
  readonly label: (text: LocalizedText) => string;
  readonly clock: (at: EpochMs) => string;
  /** With its day, when that is not today. */
  readonly moment: (at: EpochMs) => string;
  readonly ago: (at: EpochMs, now: EpochMs) => string;
  readonly minutes: (count: number) => string;
  /** A language by its name in the reader's: "Spanish". */
  readonly languageName: (code: string) => string;
  /** The same words as a sentence begins: languages differ in what they write with a capital. */
  readonly capital: (text: string) => string;
};

export function useWords(timeZone: string): Words {
  const { t, i18n } = useTranslation('desk');
  const { t: common } = useTranslation('common');
  const { t: slip } = useTranslation('slip');
  const { language } = i18n;
  return useMemo(() => {
    const names = new Intl.DisplayNames([language], { type: 'language' });
    return {
      language,
      t,
      common,
      slip,
      label: (text) => inLanguage(text, language),
      clock: (at) => clockTime(at, timeZone, language),
      moment: (at) => momentText(at, Date.now(), { timeZone, language }),
      ago: (at, now) => {
        const count = minutesSince(at, now);
        return count === 0 ? t('time.justNow') : t('time.ago', { count });
      },
      minutes: (count) => t('time.minutes', { count }),
      languageName: (code) => names.of(code) ?? code,
      capital: (text) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1),
    };
  }, [t, common, slip, language, timeZone]);
}
