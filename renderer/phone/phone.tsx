import { useEffect, useRef } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import type { PhoneSnapshot } from '../../shared/contract/snapshots.ts';
import type { Chime } from '../ui/chime.ts';
import type { Connection } from '../realtime/connection.ts';
import { useLink, useSnapshot } from '../realtime/hooks.ts';
import { LinkOver, Message } from './message.tsx';
import { useLanguage } from './use-language.ts';
import { useRequests } from './use-requests.ts';
import { VisitOver } from './visit-over.tsx';
import { WaitingPage } from './waiting-page.tsx';
import { YourTurn } from './your-turn.tsx';

// Felt in a pocket: three long pulses.
const CALL_PULSES_MS = [500, 200, 500, 200, 500];

type Props = { readonly connection: Connection<'phone'>; readonly chime: Chime };

/** A patient's place, on their own phone: no name, only the number they hold. */
export function Phone({ connection, chime }: Props) {
  const { t } = useTranslation('phone');
  const { t: common } = useTranslation('common');
  const snapshot = useSnapshot(connection);
  const link = useLink(connection);
  const requests = useRequests(connection);
  useLanguage(snapshot?.languages ?? null);
  useCallSignal(snapshot, chime);
  useTitle(snapshot);

  if (link.kind === 'refused') {
    if (link.reason !== 'contract-changed') return <LinkOver />;
    return <Message title={common('link.connecting')} text={null} snapshot={null} />;
  }
  if (snapshot === null) {
    return link.kind === 'stale' ? (
      <Message title={t('unreachable.title')} text={t('unreachable.text')} snapshot={null} />
    ) : (
      <Message title={common('link.connecting')} text={null} snapshot={null} />
    );
  }
  const staleSinceAt = link.kind === 'stale' ? link.sinceAt : null;
  const page = { snapshot, requests, staleSinceAt };
  switch (snapshot.status) {
    case 'waiting':
    case 'held':
      return <WaitingPage {...page} />;
    case 'called':
    case 'in-service':
      return <YourTurn {...page} />;
    case 'done':
    case 'no-show':
    case 'left':
      return <VisitOver {...page} />;
  }
}

/** A call is felt and heard once, and again when it is repeated. */
function useCallSignal(snapshot: PhoneSnapshot | null, chime: Chime): void {
  const callNumber = snapshot?.status === 'called' ? (snapshot.call?.callNumber ?? null) : null;
  const signalled = useRef<number | null>(null);
  useEffect(() => {
    chime.prepare();
  }, [chime]);
  useEffect(() => {
    if (callNumber === null || callNumber === signalled.current) return;
    signalled.current = callNumber;
    // Not every phone can, and none may before the first touch.
    if ('vibrate' in navigator && navigator.userActivation.hasBeenActive) {
      navigator.vibrate(CALL_PULSES_MS);
    }
    chime.ring();
  }, [callNumber, chime]);
}

function useTitle(snapshot: PhoneSnapshot | null): void {
  const { t } = useTranslation('phone');
  const status = snapshot?.status ?? 'waiting';
  const title =
    status === 'called'
      ? t('title.turn')
      : status === 'waiting' || status === 'held'
        ? t('title.waiting')
        : t('title.over');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
