import { useState } from 'preact/compat';
import type { ActResult, KioskBridge } from '../../shared/contract/kiosk-bridge.ts';
import { Stage } from '../ui/stage.tsx';
import type { Happened, SureAction } from './actions.ts';
import { CleaningScreen } from './screens/cleaning.tsx';
import { EntryScreen } from './screens/entry.tsx';
import { MaintenanceScreen } from './screens/maintenance.tsx';
import { SureScreen } from './screens/sure.tsx';
import { StaffBar } from './staff-bar.tsx';
import { MAINTENANCE_IDLE_MS, STAFF_IDLE_MS } from './timings.ts';
import { useIdle } from './use-idle.ts';

const PORTRAIT = { width: 1080, height: 1920 };
const LANDSCAPE = { width: 1920, height: 1080 };

type Screen =
  | { readonly kind: 'entry'; readonly wasLocked: boolean }
  | { readonly kind: 'cleaning' }
  | { readonly kind: 'maintenance'; readonly happened: Happened | null }
  | { readonly kind: 'sure'; readonly action: SureAction };

const ENTRY: Screen = { kind: 'entry', wasLocked: false };

type Props = { readonly bridge: KioskBridge };

/** The page behind the hidden corner: cleaning for everybody, maintenance behind the PIN. */
export function Staff({ bridge }: Props) {
  const [screen, setScreen] = useState(ENTRY);
  const leave = async (): Promise<void> => {
    const result = await bridge.act('close-staff').catch((): ActResult | null => null);
    // Whatever keeps the page here, it does not stay open behind the PIN.
    if (result?.ok !== true) setScreen(ENTRY);
  };
  const isUnlocked = screen.kind === 'maintenance' || screen.kind === 'sure';
  useIdle(isUnlocked ? MAINTENANCE_IDLE_MS : STAFF_IDLE_MS, () => void leave());

  const lock = (): void => setScreen({ kind: 'entry', wasLocked: true });
  const perform = async (action: SureAction): Promise<void> => {
    const result = await bridge.act(action).catch((): ActResult | null => null);
    if (result !== null && !result.ok && result.reason === 'locked') return lock();
    const isDone = result?.ok === true;
    setScreen({ kind: 'maintenance', happened: isDone ? action : 'not-done' });
  };

  return (
    <Stage className="kiosk staff" portrait={PORTRAIT} landscape={LANDSCAPE}>
      {screen.kind === 'entry' && (
        <EntryScreen
          unlock={bridge.unlock}
          wasLocked={screen.wasLocked}
          onClean={() => setScreen({ kind: 'cleaning' })}
          onUnlocked={() => setScreen({ kind: 'maintenance', happened: null })}
        />
      )}
      {screen.kind === 'cleaning' && <CleaningScreen onOver={() => void leave()} />}
      {screen.kind === 'maintenance' && (
        <MaintenanceScreen
          readReport={bridge.report}
          happened={screen.happened}
          onLocked={lock}
          onAction={(action) => setScreen({ kind: 'sure', action })}
        />
      )}
      {screen.kind === 'sure' && (
        <SureScreen
          action={screen.action}
          onYes={() => void perform(screen.action)}
          onNo={() => setScreen({ kind: 'maintenance', happened: null })}
        />
      )}
      {screen.kind !== 'cleaning' && <StaffBar onBack={() => void leave()} />}
    </Stage>
  );
}
