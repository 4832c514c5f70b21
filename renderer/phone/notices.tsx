import { useTranslation } from '../i18n/use-translation.ts';
import type { ShownNotice } from '../../shared/contract/snapshots.ts';
import { inLanguage } from '../i18n/i18n.ts';
import { CLOCK } from '../ui/icon-shapes.ts';
import { FactRow } from './fact-row.tsx';

/** Delays that concern this patient: what, sorry, why. */
export function Notices({ notices }: { readonly notices: readonly ShownNotice[] }) {
  const { t, i18n } = useTranslation('common');
  return notices.map((notice) => (
    <FactRow
      key={notice.noticeId}
      shape={CLOCK}
      title={
        notice.stationLabel === null
          ? t('notice.clinic', { count: notice.minutes })
          : t('notice.station', {
              station: inLanguage(notice.stationLabel, i18n.language),
              count: notice.minutes,
            })
      }
    >
      {t('notice.reason', { reason: inLanguage(notice.reason, i18n.language) })}
    </FactRow>
  ));
}
