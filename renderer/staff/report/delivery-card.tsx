import { useTranslation } from '../../i18n/use-translation.ts';
import type { KioskServerHealth } from '../../../shared/contract/kiosk-bridge.ts';
import { Card, Fact, StateMark } from './card.tsx';
import { Moment } from './moment.tsx';

type Props = { readonly destinations: KioskServerHealth['destinations'] };

/** Where the server sends what happens, and how much of it is still here. */
export function DeliveryCard({ destinations }: Props) {
  const { t } = useTranslation('staff');
  if (destinations.length === 0) return null;
  return (
    <Card title={t('report.delivery')}>
      {destinations.map(({ destinationId, label, status, setAsideCount, ...counts }) => (
        <dl key={destinationId} className="item">
          <Fact label={t('report.destination')}>
            <bdi>{label}</bdi>
          </Fact>
          <Fact label={t('report.state')}>
            <StateMark isGood={status === 'ok'}>{t(`report.deliveryOf.${status}`)}</StateMark>
          </Fact>
          <Fact label={t('report.lastSync')}>
            <Moment at={counts.lastSuccessAt} />
          </Fact>
          <Fact label={t('report.waiting')}>{counts.waitingCount}</Fact>
          {setAsideCount === 0 ? null : (
            <Fact label={t('report.setAside')}>
              <StateMark isGood={false}>{setAsideCount}</StateMark>
            </Fact>
          )}
        </dl>
      ))}
    </Card>
  );
}
