import type { ReactNode } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import type { PhoneSnapshot } from '../../shared/contract/snapshots.ts';
import { PageHead } from './page-head.tsx';

type Props = {
  readonly title: string;
  readonly text: string | null;
  readonly snapshot: PhoneSnapshot | null;
  readonly children?: ReactNode;
};

/** A page with one thing to say. */
export function Message({ title, text, snapshot, children }: Props) {
  return (
    <div className="page">
      {snapshot !== null && <PageHead {...snapshot} />}
      <main className="content">
        <div className="hero small">
          {snapshot !== null && <p className="ticket ltr">{snapshot.ticket}</p>}
        </div>
        <div className="sheet" aria-live="polite">
          <h1>{title}</h1>
          {text !== null && <p className="lead">{text}</p>}
          {children}
        </div>
      </main>
    </div>
  );
}

/** The key in the address no longer opens anything. */
export function LinkOver() {
  const { t } = useTranslation('phone');
  return <Message title={t('linkOver.title')} text={t('linkOver.text')} snapshot={null} />;
}

/** Opened without a key. */
export function LinkBroken() {
  const { t } = useTranslation('phone');
  return <Message title={t('linkBroken.title')} text={t('linkBroken.text')} snapshot={null} />;
}
