import { useTranslation } from '../../i18n/use-translation.ts';
import type { KioskReport } from '../../../shared/contract/kiosk-bridge.ts';
import { Card, Fact, Technical } from './card.tsx';
import { Moment } from './moment.tsx';

type Props = { readonly report: KioskReport };

/** Which page is on which display, and whether each gives signs of life. */
export function ScreensCards({ report }: Props) {
  const { t } = useTranslation('staff');
  return (
    <>
      <Card title={t('report.windows')}>
        {report.windows.map((window) => (
          <dl key={window.page} className="item">
            <Fact label={t(`report.page.${window.page}`)}>
              <Technical>{window.display}</Technical>
            </Fact>
            <Fact label={t('report.lastBeat')}>
              <Moment at={window.lastBeatAt} isBrief />
            </Fact>
            <Fact label={t('report.recoveries')}>{window.recoveries}</Fact>
          </dl>
        ))}
      </Card>
      <Card title={t('report.displays')}>
        <dl>
          {report.displays.map((display) => (
            <Fact key={display.label} label={<Technical>{display.label}</Technical>}>
              <Technical>
                {display.width} × {display.height}
                {display.scale === 1 ? '' : ` @ ${display.scale}`}
              </Technical>{' '}
              <span className="fact-more">
                {display.isPrimary ? t('report.primary') : ''}{' '}
                {display.hasTouch ? t('report.touch') : t('report.noTouch')}
              </span>
            </Fact>
          ))}
        </dl>
      </Card>
    </>
  );
}
