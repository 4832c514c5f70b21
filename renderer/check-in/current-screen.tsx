import type { KioskClinic } from '../../shared/contract/snapshots.ts';
import { AppointmentScreen } from './screens/appointment.tsx';
import { BirthScreen } from './screens/birth.tsx';
import { ConfirmationScreen } from './screens/confirmation.tsx';
import { ConnectingScreen } from './screens/connecting.tsx';
import { DownScreen } from './screens/down.tsx';
import { HelpScreen } from './screens/help.tsx';
import { LanguageScreen } from './screens/language.tsx';
import { LetterScreen } from './screens/letter.tsx';
import { NotFoundScreen } from './screens/not-found.tsx';
import { StillThereScreen } from './screens/still-there.tsx';
import { TooEarlyScreen } from './screens/too-early.tsx';
import { TooLateScreen } from './screens/too-late.tsx';
import { TroubleScreen } from './screens/trouble.tsx';
import { WalkInScreen } from './screens/walk-in.tsx';
import { WelcomeScreen } from './screens/welcome.tsx';
import type { Session, View } from './session-state.ts';
import type { Act } from './use-session.ts';

/** What every screen is given. */
export type ScreenProps = {
  readonly clinic: KioskClinic;
  readonly language: string;
  readonly session: Session;
  readonly act: Act;
};

type Props = ScreenProps & {
  readonly view: View;
  readonly isNotSetUp: boolean;
  /** What is stored here reaches the hospital only later. */
  readonly isUpstreamBehind: boolean;
};

/** The screen of the present moment. Only this one is in the document: the others do not exist. */
export function CurrentScreen({ view, isNotSetUp, isUpstreamBehind, ...props }: Props) {
  if (view === 'connecting') return <ConnectingScreen clinic={props.clinic} />;
  if (view === 'down') return <DownScreen {...props} isNotSetUp={isNotSetUp} />;
  if (view === 'still-there') return <StillThereScreen {...props} />;
  if (view === 'help') return <HelpScreen {...props} />;
  if (view === 'language') return <LanguageScreen {...props} />;
  return <SessionScreen screen={props.session.screen} {...props} {...{ isUpstreamBehind }} />;
}

type SessionProps = ScreenProps &
  Pick<Props, 'isUpstreamBehind'> & { readonly screen: Session['screen'] };

function SessionScreen({ screen, isUpstreamBehind, ...props }: SessionProps) {
  switch (screen.kind) {
    case 'welcome':
      return <WelcomeScreen {...props} />;
    case 'birthdate':
      return <BirthScreen {...props} error={screen.error} />;
    case 'letter':
      return <LetterScreen {...props} of={screen.of} isMissing={screen.isMissing} />;
    case 'appointment':
      return <AppointmentScreen {...props} found={screen.found} />;
    case 'walk-in':
      return <WalkInScreen {...props} />;
    case 'confirmation':
      return (
        <ConfirmationScreen
          {...props}
          confirmation={screen.confirmation}
          isAgain={screen.isAgain}
          isUpstreamBehind={isUpstreamBehind}
        />
      );
    case 'not-found':
      return <NotFoundScreen {...props} canTryAgain />;
    case 'ask-person':
      return <NotFoundScreen {...props} canTryAgain={false} />;
    case 'too-early':
      return <TooEarlyScreen {...props} screen={screen} />;
    case 'too-late':
      return <TooLateScreen {...props} startAt={screen.startAt} />;
    case 'expired':
    case 'not-saved':
    case 'unsure':
      return <TroubleScreen {...props} trouble={screen.kind} />;
    case 'down':
      return <DownScreen {...props} isNotSetUp={false} />;
  }
}
