import { useEffect, useLayoutEffect } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import type { KioskClinic } from '../../shared/contract/snapshots.ts';
import { changeLanguage } from '../i18n/i18n.ts';
import { RestScreen } from '../kiosk/rest/rest-screen.tsx';
import { useRest } from '../kiosk/rest/use-rest.ts';
import type { Connection } from '../realtime/connection.ts';
import { useLink, useSnapshot } from '../realtime/hooks.ts';
import { KioskBar } from '../ui/kiosk-bar.tsx';
import { Stage } from '../ui/stage.tsx';
import { CurrentScreen } from './current-screen.tsx';
import { rememberClinic, UNKNOWN_CLINIC } from './first-clinic.ts';
import { isInUse, isUntouched, secondsLeft } from './session-clock.ts';
import { type Session, viewOf } from './session-state.ts';
import { moveFocusByArrow, useKeys } from './use-keys.ts';
import { type Act, useSession } from './use-session.ts';
import { useSounds } from './use-sounds.ts';
import { useTouchGuard } from './use-touch-guard.ts';

const PORTRAIT = { width: 1080, height: 1920 };
const LANDSCAPE = { width: 1920, height: 1080 };

type Props = {
  readonly connection: Connection<'check-in'>;
  /** What came with the page, or null. */
  readonly firstClinic: KioskClinic | null;
  /** Told whether somebody is in the middle of something, with each change of it. */
  readonly onInUse: (isInUse: boolean) => void;
};

/** The check-in page: one session after another, each drawn from nothing. */
export function CheckIn({ connection, firstClinic, onInUse }: Props) {
  const snapshot = useSnapshot(connection);
  const link = useLink(connection);
  const knownClinic = snapshot ?? firstClinic;
  useEffect(() => {
    if (snapshot !== null) rememberClinic(snapshot);
  }, [snapshot]);
  const clinic = knownClinic ?? UNKNOWN_CLINIC;
  const defaultLanguage = clinic.languages[0] ?? 'en';
  const { session, act } = useSession(connection, defaultLanguage);
  const language = session.language ?? defaultLanguage;
  const { closedUntilAt } = clinic;
  const isLive = link.kind === 'live';
  const { isResting, wake } = useRest({ closedUntilAt, isLive, isIdle: isUntouched(session) });
  const view = viewOf(session, { isClinicKnown: knownClinic !== null });
  const key = view === 'letter' && session.screen.kind === 'letter' ? session.screen.of : view;
  useEffect(() => changeLanguage(language), [language]);
  useSounds(view, secondsLeft(session));
  useTouchGuard(isResting ? 'rest' : key);
  useKeys(moveFocusByArrow);
  const isBusy = isInUse(session);
  useLayoutEffect(() => onInUse(isBusy), [isBusy, onInUse]);

  if (isResting && closedUntilAt !== null) {
    return <RestScreen clinic={clinic} closedUntilAt={closedUntilAt} onWake={wake} />;
  }

  const looks = ['kiosk', session.isBigger && 'bigger', session.hasContrast && 'contrast'];
  return (
    <Stage portrait={PORTRAIT} landscape={LANDSCAPE} className={looks.filter(Boolean).join(' ')}>
      <CurrentScreen
        // A new key draws a new screen, whose heading then takes the focus.
        key={key}
        view={view}
        clinic={clinic}
        language={language}
        session={session}
        isUpstreamBehind={snapshot?.isUpstreamBehind ?? false}
        isNotSetUp={link.kind === 'refused' && link.reason === 'not-allowed'}
        act={act}
      />
      <Bar hasLanguages={clinic.languages.length > 1} session={session} act={act} />
    </Stage>
  );
}

type BarProps = {
  readonly hasLanguages: boolean;
  readonly session: Session;
  readonly act: Act;
};

function Bar({ hasLanguages, session, act }: BarProps) {
  const { t } = useTranslation('check-in');
  return (
    <KioskBar
      words={{
        label: t('bar.label'),
        help: t('bar.help'),
        bigger: t('bar.bigger'),
        contrast: t('bar.contrast'),
        language: t('bar.language'),
      }}
      isBigger={session.isBigger}
      hasContrast={session.hasContrast}
      onHelp={() => act({ type: 'help-called' })}
      onBigger={() => act({ type: 'bigger-toggled' })}
      onContrast={() => act({ type: 'contrast-toggled' })}
      onLanguage={hasLanguages ? () => act({ type: 'language-opened' }) : null}
    />
  );
}
