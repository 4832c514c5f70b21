import { useTranslation } from '../../i18n/use-translation.ts';
import type { KioskBridge } from '../../../shared/contract/kiosk-bridge.ts';
import { Actions } from '../actions-part.tsx';
import type { Happened, SureAction } from '../actions.ts';
import { DeliveryCard } from '../report/delivery-card.tsx';
import { LogCard } from '../report/log-card.tsx';
import { ProgramCard } from '../report/program-card.tsx';
import { ScreensCards } from '../report/screens-cards.tsx';
import { ServerCard } from '../report/server-card.tsx';
import { useReport } from '../use-report.ts';

type Props = {
  readonly readReport: KioskBridge['report'];
  readonly happened: Happened | null;
  readonly onLocked: () => void;
  readonly onAction: (action: SureAction) => void;
};

/** What IT wants to know of this kiosk, and what it can have done. */
export function MaintenanceScreen({ readReport, happened, onLocked, onAction }: Props) {
  const { t } = useTranslation('staff');
  const report = useReport({ readReport, onLocked });
  return (
    <div className="maintenance">
      <header className="maintenance-head">
        <h1>{t('maintenance.title')}</h1>
        <p aria-live="polite">{happened === null ? '' : t(`happened.${happened}`)}</p>
      </header>
      <main className="maintenance-body">
        <Actions hasOwnServer={report?.server.kind === 'own'} onAction={onAction} />
        {/* Scrolled by touch, and by keys where there are some. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className="report" aria-label={t('maintenance.report')} tabIndex={0}>
          {report === null ? (
            <p className="report-empty">{t('maintenance.reading')}</p>
          ) : (
            <>
              <ServerCard server={report.server} />
              <DeliveryCard destinations={report.server.health?.destinations ?? []} />
              <ScreensCards report={report} />
              <ProgramCard report={report} />
              <LogCard lines={report.log} />
            </>
          )}
        </section>
      </main>
    </div>
  );
}
