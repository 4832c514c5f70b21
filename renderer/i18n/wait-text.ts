import type { TFunction } from 'i18next';
import type { WaitWords } from '../../shared/domain/waits/told/shown-wait.ts';

/** The words for a wait in the reader's language: "10 to 20 minutes". */
export function waitText(words: WaitWords, t: TFunction): string {
  switch (words.kind) {
    case 'up-to':
      return t('wait.upTo', { count: words.minutes });
    case 'range':
      return t('wait.range', { from: words.from, count: words.to });
    case 'more-than':
      return t('wait.moreThan', { count: words.minutes });
    case 'over-an-hour':
      return t('wait.overAnHour');
    case 'late':
      return t('wait.late');
    case 'unknown':
      return t('wait.unknown');
  }
}
