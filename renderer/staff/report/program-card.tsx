import { useTranslation } from '../../i18n/use-translation.ts';
import type { KioskReport } from '../../../shared/contract/kiosk-bridge.ts';
import { Card, Fact, StateMark, Technical } from './card.tsx';
import { Moment } from './moment.tsx';

type Props = { readonly report: KioskReport };

/** The program and the machine it runs on. */
export function ProgramCard({ report }: Props) {
  const { t } = useTranslation('staff');
  const { runtime } = report;
  return (
    <Card title={t('report.program')}>
      <dl>
        <Fact label={t('report.version')}>
          <Technical>{report.version}</Technical>
        </Fact>
        <Fact label={t('report.runtime')}>
          <Technical>
            Electron {runtime.electron}, Chromium {runtime.chromium}, Node {runtime.node}
          </Technical>
        </Fact>
        <Fact label={t('report.system')}>
          <Technical>{runtime.system}</Technical>
        </Fact>
        <Fact label={t('report.startedAt')}>
          <Moment at={report.startedAt} />
        </Fact>
        <Fact label={t('report.drawing')}>
          <StateMark isGood={!report.isSoftwareDrawn}>
            {t(report.isSoftwareDrawn ? 'report.software' : 'report.hardware')}
          </StateMark>
        </Fact>
        <Fact label={t('report.addresses')}>
          {report.addresses.length === 0 ? t('report.noAddress') : null}
          {report.addresses.map(({ network, address }) => (
            <Technical key={`${network} ${address}`}>
              {address} ({network}){' '}
            </Technical>
          ))}
        </Fact>
      </dl>
    </Card>
  );
}
