import { useTranslation } from '../../i18n/use-translation.ts';
import type { KioskReport, KioskServerHealth } from '../../../shared/contract/kiosk-bridge.ts';
import { Card, Fact, StateMark, Technical } from './card.tsx';
import { Moment } from './moment.tsx';

type Props = { readonly server: KioskReport['server'] };

/** The site server: whose it is, whether it answers, and what it has last taken up. */
export function ServerCard({ server }: Props) {
  const { t } = useTranslation('staff');
  return (
    <Card title={t('report.server')}>
      <dl>
        <Fact label={t('report.address')}>
          <Technical>{server.url}</Technical>
        </Fact>
        <Fact label={t('report.kind')}>{t(`report.kindOf.${server.kind}`)}</Fact>
        {server.state === null ? null : (
          <>
            <Fact label={t('report.state')}>
              <StateMark isGood={server.state === 'ready'}>
                {t(`report.stateOf.${server.state}`)}
              </StateMark>
            </Fact>
            <Fact label={t('report.restarts')}>{server.restarts}</Fact>
          </>
        )}
        <HealthFacts health={server.health} />
      </dl>
    </Card>
  );
}

function HealthFacts({ health }: { readonly health: KioskServerHealth | null }) {
  const { t } = useTranslation('staff');
  return (
    <>
      <Fact label={t('report.health')}>
        <StateMark isGood={health?.status === 'ok'}>
          {t(`report.healthOf.${health?.status ?? 'none'}`)}
        </StateMark>
      </Fact>
      {health === null ? null : (
        <>
          <Fact label={t('report.schedule')}>
            <Moment at={health.scheduleAt} />
          </Fact>
          <Fact label={t('report.lastEvent')}>
            <Moment at={health.lastEventAt} />
          </Fact>
        </>
      )}
    </>
  );
}
