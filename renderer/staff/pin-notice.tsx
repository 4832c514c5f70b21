import { useTranslation } from '../i18n/use-translation.ts';
import { Icon } from '../ui/icon.tsx';
import { CLOCK, INFO, WARNING } from '../ui/icon-shapes.ts';
import { minutesText } from './countdown.ts';
import type { Notice } from './use-pin.ts';

type Props = { readonly notice: Notice | null };

/** What the shell said of the PIN. Its place is always there, so that the keys never move. */
export function PinNotice({ notice }: Props) {
  return (
    <div className="pin-notice" aria-live="polite">
      {notice === null ? null : <NoticeText notice={notice} />}
    </div>
  );
}

function NoticeText({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation('staff');
  switch (notice.kind) {
    case 'wrong':
      return (
        <p className="alarm">
          <Icon shape={WARNING} />
          {t('pin.wrong', { tries: notice.triesLeft })}
        </p>
      );
    case 'locked-out':
      return (
        <p className="alarm">
          <Icon shape={CLOCK} />
          {t('pin.lockedOut', { time: minutesText(notice.secondsLeft) })}
        </p>
      );
    case 'locked-again':
      return (
        <p>
          <Icon shape={INFO} />
          {t('pin.lockedAgain')}
        </p>
      );
    case 'failed':
      return (
        <p className="alarm">
          <Icon shape={WARNING} />
          {t('pin.failed')}
        </p>
      );
    case 'no-pin':
      return (
        <div className="no-pin">
          <p>
            <Icon shape={INFO} />
            {t('pin.none')}
          </p>
          <p>{t('pin.noneHow')}</p>
          <ol>
            <li>
              <code className="ltr">npm run foyer -- hash-pin</code>
            </li>
            <li>
              <code className="ltr">kiosk.json: "pinHash"</code>
            </li>
          </ol>
        </div>
      );
  }
}
