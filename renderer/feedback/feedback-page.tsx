import { useEffect, useLayoutEffect } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import { changeLanguage } from '../i18n/i18n.ts';
import { RestScreen as ClosedScreen } from '../kiosk/rest/rest-screen.tsx';
import { useRest } from '../kiosk/rest/use-rest.ts';
import type { Connection } from '../realtime/connection.ts';
import { useLink, useSnapshot } from '../realtime/hooks.ts';
import { Stage } from '../ui/stage.tsx';
import { FacesScreen } from './faces-screen.tsx';
import { isBeingSaved, type Outbox } from './outbox/outbox.ts';
import { useOutboxState } from './outbox/use-outbox-state.ts';
import { RestScreen } from './rest-screen.tsx';
import { isAnswering } from './screen.ts';
import type { Settings } from './settings.ts';
import { ThanksScreen } from './thanks-screen.tsx';
import { useCleanTouch } from './use-clean-touch.ts';
import { type Feedback, useFeedback } from './use-feedback.ts';
import { useSettings } from './use-settings.ts';
import { WaitingMark } from './waiting-mark.tsx';

const LANDSCAPE = { width: 1920, height: 1080 };
const PORTRAIT = { width: 1080, height: 1920 };

type Props = {
  readonly connection: Connection<'feedback'>;
  readonly outbox: Outbox;
  /** Told whether somebody is in the middle of something, with each change of it. */
  readonly onInUse: (isInUse: boolean) => void;
};

/** The exit question: one answer after another, and rest outside the clinic's hours. */
export function FeedbackPage({ connection, outbox, onInUse }: Props) {
  const settings = useSettings(connection);
  const link = useLink(connection);
  const language = useOfferedLanguage(settings);
  const feedback = useFeedback({
    outbox,
    language,
    isLive: link.kind === 'live',
    onClosed: () => changeLanguage(settings.languages[0] ?? 'en'),
  });
  const guard = useTouchGuard(feedback);
  const waiting = useOutboxState(outbox);
  const isBusy = isAnswering(feedback.screen) || isBeingSaved(waiting);
  useLayoutEffect(() => onInUse(isBusy), [isBusy, onInUse]);
  const snapshot = useSnapshot(connection);
  const closedUntilAt = snapshot?.closedUntilAt ?? null;
  const { isResting, wake } = useRest({
    closedUntilAt,
    isLive: link.kind === 'live',
    isIdle: !isAnswering(feedback.screen),
  });

  if (isResting && snapshot !== null && closedUntilAt !== null) {
    return <ClosedScreen clinic={snapshot} closedUntilAt={closedUntilAt} onWake={wake} />;
  }
  return (
    <Stage landscape={LANDSCAPE} portrait={PORTRAIT} className="feedback">
      <main {...guard}>
        <CurrentScreen feedback={feedback} settings={settings} />
        {feedback.screen.kind === 'faces' && feedback.screen.changing === null && (
          <WaitingMark state={waiting} link={link} />
        )}
      </main>
    </Stage>
  );
}

type CurrentProps = { readonly feedback: Feedback; readonly settings: Settings };

function CurrentScreen({ feedback, settings }: CurrentProps) {
  const { screen } = feedback;
  switch (screen.kind) {
    case 'faces':
      return (
        <FacesScreen
          settings={settings}
          pressed={screen.pressed}
          changing={screen.changing}
          onFace={feedback.touchFace}
          onKeep={feedback.finish}
        />
      );
    case 'thanks':
      return <ThanksScreen screen={screen} settings={settings} feedback={feedback} />;
    case 'rest':
      return <RestScreen />;
  }
}

/** The language of the page: the clinic's first until somebody chooses, and always one it offers. */
function useOfferedLanguage({ languages }: Settings): 'en' | 'es' | 'ar' {
  const { i18n } = useTranslation('feedback');
  const isOffered = languages.includes(i18n.language);
  const first = languages[0];
  useEffect(() => {
    if (first !== undefined) changeLanguage(first);
  }, [first]);
  useEffect(() => {
    if (!isOffered && first !== undefined) changeLanguage(first);
  }, [isOffered, first]);
  return i18n.language === 'es' || i18n.language === 'ar' ? i18n.language : 'en';
}

/** Keeps palms, further fingers and touches made blindly after a face from doing anything. */
function useTouchGuard(feedback: Feedback) {
  const { onPointerDownCapture, isUnclean } = useCleanTouch();
  return {
    onPointerDownCapture: (event: PointerEvent) => {
      onPointerDownCapture(event);
      if (!feedback.isLocked()) feedback.stay();
    },
    onKeyDownCapture: feedback.stay,
    onClickCapture: (event: MouseEvent) => {
      const isLocked = feedback.isLocked();
      if (!isLocked && !isUnclean(event)) return;
      event.preventDefault();
      event.stopPropagation();
      // A key held down clicks again and again, which is not play.
      if (isLocked && event.detail > 0) feedback.noteLockedTouch();
    },
    onContextMenu: (event: Event) => event.preventDefault(),
  };
}
