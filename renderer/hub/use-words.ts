import type { ParseKeys, TFunction } from 'i18next';
import { useMemo } from 'preact/compat';
import type { EpochMs } from '../../shared/domain/time.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { agoText } from '../staff/ago.ts';

/** Every text of this page: one that English does not have is a type error where it is used. */
export type HubText = ParseKeys<'hub'>;

/** How this page says texts, numbers and times in the reader's language. */
export type Words = {
  readonly t: TFunction<'hub'>;
  /** A number in the reader's own way, for a text with `{{shown}}`. */
  readonly number: (value: number) => string;
  readonly language: string;
  /** "3 min. ago" */
  readonly ago: (at: EpochMs, now: EpochMs) => string;
  /** "10:40:05", of this computer. */
  readonly time: (at: EpochMs) => string;
};

export function useWords(): Words {
  const { t, i18n } = useTranslation('hub');
  const { language } = i18n;
  return useMemo(() => createWords(t, language), [t, language]);
}

function createWords(t: TFunction<'hub'>, language: string): Words {
  const locale = `${language}-u-nu-latn`;
  const numbers = new Intl.NumberFormat(locale);
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hourCycle: 'h23' });
  return {
    t,
    language,
    number: (value) => numbers.format(value),
    ago: (at, now) => agoText(at, now, language),
    time: (at) => times.format(at),
  };
}
