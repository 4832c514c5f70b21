import type { TFunction } from 'i18next';
import { useMemo } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import type { LocalizedText } from '../../shared/domain/clinic.ts';
import { inLanguage } from '../i18n/i18n.ts';
import { addDays, type Day, type Span } from './calendar.ts';

/** How this page says texts, numbers and days in the reader's language. */
export type Words = {
  readonly t: TFunction<'manager'>;
  readonly common: TFunction;
  readonly language: string;
  readonly isRightToLeft: boolean;
  readonly number: (value: number) => string;
  readonly percent: (value: number) => string;
  /** "6.2 minutes" */
  readonly minutes: (value: number) => string;
  /** "18 Nov" */
  readonly day: (day: Day) => string;
  /** "Wed 18 Nov" */
  readonly weekdayAndDay: (day: Day) => string;
  /** "16–21 November" */
  readonly span: (span: Span) => string;
  /** "Wed", of 1 to 7 from Monday. */
  readonly weekday: (weekday: number) => string;
  readonly label: (text: LocalizedText) => string;
};

const A_MONDAY = '2024-01-01';

export function useWords(): Words {
  const { t, i18n } = useTranslation('manager');
  const { t: common } = useTranslation('common');
  const { language } = i18n;
  const isRightToLeft = i18n.dir(language) === 'rtl';
  const formats = useMemo(() => createFormats(language, isRightToLeft), [language, isRightToLeft]);
  return {
    t,
    common,
    language,
    isRightToLeft,
    label: (text) => inLanguage(text, language),
    ...formats,
  };
}

function createFormats(language: string, isRightToLeft: boolean) {
  // Clinics write the day before the month, and numbers in the digits the screens show.
  const locale = `${language === 'en' ? 'en-GB' : language}-u-nu-latn`;
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const minutes = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'minute',
    unitDisplay: 'long',
  });
  const day = dates({ day: 'numeric', month: 'short' });
  const weekdayAndDay = dates({ weekday: 'short', day: 'numeric', month: 'short' });
  const span = dates({ day: 'numeric', month: 'long' });
  const weekday = dates({ weekday: 'short' });
  return {
    number: (value: number) => number.format(value),
    // Isolated, so that in Arabic no neighbour can pull the sign to the other side of its number.
    percent: (value: number) =>
      isRightToLeft ? `\u2066${percent.format(value / 100)}\u2069` : percent.format(value / 100),
    minutes: (value: number) => minutes.format(value),
    day: (of: Day) => day.format(Date.parse(of)),
    weekdayAndDay: (of: Day) => weekdayAndDay.format(Date.parse(of)),
    span: ({ fromDay, toDay }: Span) => span.formatRange(Date.parse(fromDay), Date.parse(toDay)),
    weekday: (of: number) => weekday.format(Date.parse(addDays(A_MONDAY, of - 1))),
  };
}
