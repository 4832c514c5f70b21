import { useEffect, useRef, useState } from 'preact/compat';
import type { DeskSnapshot } from '../../shared/contract/snapshots.ts';
import type { Connection, Link } from '../realtime/connection.ts';
import { DelayCard } from './delay-card.tsx';
import type { Desk } from './desk.ts';
import { DoneToast } from './done-toast.tsx';
import type { ListFilter } from './entry-filter.ts';
import { DeskMenu, type OpenedMenu } from './desk-menu.tsx';
import { NextCard, nextPlace } from './next-card.tsx';
import { NoStationCard } from './no-station-card.tsx';
import { NowCard } from './now-card.tsx';
import { PeopleNeedYou } from './people-need-you.tsx';
import { StaleBanner } from './stale-banner.tsx';
import { TopBar } from './top-bar.tsx';
import { useAlarm } from './use-alarm.ts';
import { useCallNextKey } from './use-call-next-key.ts';
import { useFindAppointments } from './use-find-appointments.ts';
import { useStation } from './use-station.ts';
import { useSteps } from './use-steps.ts';
import { useWords } from './use-words.ts';
import { WaitingList } from './waiting-list.tsx';

type Props = {
  readonly connection: Connection<'desk'>;
  readonly snapshot: DeskSnapshot;
  readonly link: Link;
};

/** The page of a desk that is connected, or was: then it says since when it is out of date. */
export function OpenDesk({ connection, snapshot, link }: Props) {
  const words = useWords(snapshot.timeZone);
  const steps = useSteps(connection, link.kind !== 'stale');
  const { station, choose } = useStation(snapshot);
  const alarm = useAlarm(snapshot.help);
  const [filter, setFilter] = useState<ListFilter>({ kind: 'all' });
  const [searchText, setSearchText] = useState('');
  const [menu, setMenu] = useState<OpenedMenu | null>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const found = useFindAppointments(connection, searchText, snapshot.revision);
  const desk: Desk = { snapshot, station, steps, words };

  useEffect(() => {
    document.title = `${words.t('title')} – ${snapshot.shortName}`;
  }, [words, snapshot.shortName]);

  const callNext = (): void => {
    if (station === null) return;
    void steps.take({
      place: nextPlace(station),
      name: 'queue:call-next',
      body: { stationId: station.stationId },
      stationLabel: words.label(station.label),
    });
  };
  const key = useCallNextKey(callNext);
  const onStation = (anchor: Element): void => setMenu({ kind: 'station', anchor });

  return (
    <div className="desk">
      <TopBar
        {...{ desk, alarm, searchText, searchRef, onStation }}
        onSearch={setSearchText}
        onUpstream={(anchor) => setMenu({ kind: 'upstream', anchor })}
      />
      {link.kind === 'stale' ? <StaleBanner words={words} sinceAt={link.sinceAt} /> : null}
      <main className="grid">
        <div className="column">
          {station === null ? (
            <NoStationCard desk={desk} onChoose={choose} />
          ) : (
            <div className="two">
              <NowCard
                {...{ desk, station }}
                onMore={(entry, anchor) =>
                  setMenu({ kind: 'entry', entryId: entry.entryId, anchor })
                }
              />
              <NextCard
                {...{ desk, station, onStation }}
                hasKey={key.isOn}
                onCallNext={callNext}
                onOtherRoom={({ entryId }, anchor) =>
                  setMenu({ kind: 'call', entryId, anchor, prefersOther: true })
                }
              />
            </div>
          )}
          <WaitingList
            {...{ desk, filter, searchText, found }}
            onFilter={setFilter}
            onCall={({ entryId }, anchor) =>
              setMenu({ kind: 'call', entryId, anchor, prefersOther: false })
            }
            onMore={({ entryId }, anchor) => setMenu({ kind: 'entry', entryId, anchor })}
            onTakeNumber={(anchor) => setMenu({ kind: 'number', anchor })}
          />
        </div>
        <aside className="column side">
          <PeopleNeedYou
            {...{ desk, alarm }}
            onShowLong={() => setFilter({ kind: 'long' })}
            onMore={({ entryId }, anchor) => setMenu({ kind: 'entry', entryId, anchor })}
          />
          <DelayCard desk={desk} />
        </aside>
      </main>
      <DeskMenu
        {...{ desk, menu }}
        onChoose={choose}
        keyIsOn={key.isOn}
        onKey={key.turn}
        onClose={() => setMenu(null)}
      />
      <DoneToast desk={desk} />
    </div>
  );
}
