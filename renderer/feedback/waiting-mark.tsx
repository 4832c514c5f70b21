import { useTranslation } from '../i18n/use-translation.ts';
import type { Link } from '../realtime/connection.ts';
import { DOWNLOAD, WARNING } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import type { OutboxState } from './outbox/outbox.ts';

type Props = { readonly state: OutboxState; readonly link: Link };

/** For staff: how many answers wait here to be delivered, and whether something is wrong. */
export function WaitingMark({ state, link }: Props) {
  const { t } = useTranslation('feedback');
  const { t: common } = useTranslation('common');
  const isLate = state.waiting > 0 && state.isHeldUp;
  const isRefused = link.kind === 'refused';
  if (!isLate && !isRefused && state.rejected === 0) return null;
  return (
    <aside className="waiting-mark">
      {isRefused && (
        <p>
          <Icon shape={WARNING} />
          {common('link.notAllowed')}
        </p>
      )}
      {isLate && (
        <p>
          <Icon shape={DOWNLOAD} />
          {t('savedHere', { count: state.waiting })}
        </p>
      )}
      {state.rejected > 0 && (
        <p>
          <Icon shape={WARNING} />
          {t('notTaken', { count: state.rejected })}
        </p>
      )}
    </aside>
  );
}
