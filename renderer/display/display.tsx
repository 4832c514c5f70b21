import { useEffect, useSyncExternalStore } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import type { DisplaySnapshot } from '../../shared/contract/snapshots.ts';
import { inLanguage } from '../i18n/i18n.ts';
import type { Connection, Link } from '../realtime/connection.ts';
import { useLink, useSnapshot } from '../realtime/hooks.ts';
import { useNow } from '../ui/now.ts';
import { Stage } from '../ui/stage.tsx';
import type { Announcing } from './announcing.ts';
import type { Chime } from '../ui/chime.ts';
import { Board } from './board.tsx';
import type { ClockOffset } from './clinic-clock.ts';
import { StaleBoard, Trouble } from './out-of-touch.tsx';
import type { ScreenFrame } from './screen-frame.ts';
import { TopBar } from './top-bar.tsx';

const LANDSCAPE = { width: 1920, height: 1080 };
const PORTRAIT = { width: 1080, height: 1920 };
const ORBIT_STEP_MS = 120_000;
// Each edge of a letter moves over 8 px in 8 steps, so that no pixel of the panel rests.
const ORBIT = [
  [0, 0],
  [8, 0],
  [8, 8],
  [0, 8],
  [-8, 8],
  [-8, 0],
  [-8, -8],
  [0, -8],
] as const;

type Props = {
  readonly connection: Connection<'display'>;
  readonly announcing: Announcing;
  readonly chime: Chime;
  readonly clock: ClockOffset;
  readonly rememberedFrame: ScreenFrame | null;
};

/** The waiting room's screen: frame and clock always; the rest as far as the line allows. */
export function Display({ connection, announcing, chime, clock, rememberedFrame }: Props) {
  const snapshot = useSnapshot(connection);
  const link = useLink(connection);
  const clockOffset = useSyncExternalStore(clock.subscribe, clock.get);
  const frame = snapshot ?? rememberedFrame;
  useEarlySound(chime, snapshot !== null);
  const [x, y] = ORBIT[(useNow(ORBIT_STEP_MS) / ORBIT_STEP_MS) % ORBIT.length] ?? ORBIT[0];

  return (
    <Stage className="display" landscape={LANDSCAPE} portrait={PORTRAIT}>
      <div className="screen" style={{ translate: `${x}px ${y}px` }}>
        <TopBar
          frame={frame}
          clockOffset={clockOffset}
          isDemonstration={snapshot?.isDemonstration ?? false}
          chime={chime}
        />
        <Content
          snapshot={snapshot}
          link={link}
          announcing={announcing}
          clockOffset={clockOffset}
        />
      </div>
      <Announcement announcing={announcing} />
    </Stage>
  );
}

type ContentProps = {
  readonly snapshot: DisplaySnapshot | null;
  readonly link: Link;
  readonly announcing: Announcing;
  readonly clockOffset: number;
};

function Content({ snapshot, link, announcing, clockOffset }: ContentProps) {
  const { t } = useTranslation('display');
  const { t: common } = useTranslation('common');
  const announcer = useSyncExternalStore(announcing.subscribe, announcing.getState);

  if (link.kind === 'refused' && link.reason === 'not-allowed') {
    return <Trouble title={common('link.notAllowed')} text={null} isUrgent />;
  }
  if (snapshot === null) {
    return link.kind === 'stale' ? (
      <Trouble title={t('unreachable.title')} text={t('unreachable.text')} isUrgent />
    ) : (
      <Trouble title={common('link.connecting')} text={null} isUrgent={false} />
    );
  }
  if (link.kind === 'stale') {
    return (
      <StaleBoard
        announcer={announcer}
        calls={snapshot.calls}
        languages={snapshot.languages}
        timeZone={snapshot.timeZone}
        sinceAt={link.sinceAt + clockOffset}
      />
    );
  }
  return <Board snapshot={snapshot} announcer={announcer} clockOffset={clockOffset} />;
}

/** The call as words: for screen readers, and for whoever checks what was announced. */
function Announcement({ announcing }: { readonly announcing: Announcing }) {
  const { t, i18n } = useTranslation('display');
  const { last } = useSyncExternalStore(announcing.subscribe, announcing.getState);
  return (
    <output
      className="visually-hidden"
      aria-live="assertive"
      data-announced={last?.call.callNumber}
    >
      {last === null
        ? ''
        : t('announcement', {
            ticket: last.call.ticket,
            station: inLanguage(last.call.stationLabel, i18n.language),
          })}
    </output>
  );
}

/** Opening the sound device takes its time: not before the board has been drawn. */
function useEarlySound(chime: Chime, isBoardThere: boolean): void {
  useEffect(() => {
    if (!isBoardThere) return;
    const timer = setTimeout(chime.prepare, 1_000);
    return () => clearTimeout(timer);
  }, [chime, isBoardThere]);
}
