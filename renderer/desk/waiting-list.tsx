import type { DeskEntry } from '../../shared/contract/snapshots.ts';
import { PLUS } from '../ui/icon-shapes.ts';
import { useNow } from '../ui/now.ts';
import type { Desk, OpenMenu } from './desk.ts';
import { filterEntries, type ListFilter, searchEntries } from './entry-filter.ts';
import { ExpectedList } from './expected-list.tsx';
import { ListFilters } from './list-filters.tsx';
import { MenuButton } from './menu-button.tsx';
import { isOver } from './possible-steps.ts';
import { QuietFolds } from './quiet-folds.tsx';
import type { FoundPeople } from './use-find-appointments.ts';
import { isWaitingOrHeld, medianWaited } from './waited.ts';
import { WaitingTable } from './waiting-table.tsx';

type Props = {
  readonly desk: Desk;
  readonly filter: ListFilter;
  readonly onFilter: (filter: ListFilter) => void;
  readonly searchText: string;
  readonly found: FoundPeople;
  readonly onCall: OpenMenu;
  readonly onMore: OpenMenu;
  readonly onTakeNumber: (anchor: Element) => void;
};

/** Everyone who is here: those who wait in calling order, then those with staff and those who are done. */
export function WaitingList(props: Props) {
  const { desk, filter, searchText, found, onCall, onMore } = props;
  const now = useNow(10_000);
  const { snapshot, station, words } = desk;
  const isSearching = searchText.trim() !== '';
  const matching = searchEntries(snapshot.entries, searchText, words.clock);
  const waiting = matching.filter(isWaitingOrHeld);
  // Somebody who is looked for is looked for everywhere.
  const shown = isSearching
    ? waiting
    : filterEntries(waiting, filter, { services: snapshot.services, station, now });
  return (
    <section className="card list" aria-labelledby="waiting-title">
      <ListHeader {...props} shown={shown} isSearching={isSearching} />
      <div className="list-scroll">
        {isSearching ? <ExpectedList desk={desk} found={found} /> : null}
        {shown.length === 0 ? (
          <NobodyWaiting desk={desk} isSearching={isSearching} filter={filter} />
        ) : (
          <WaitingTable {...{ desk, now, onCall, onMore }} entries={shown} />
        )}
        <QuietFolds
          {...{ desk, now, onMore }}
          withStaff={matching.filter((entry) => !isWaitingOrHeld(entry) && !isOver(entry))}
          ended={matching.filter(isOver)}
          isOpen={isSearching}
        />
      </div>
    </section>
  );
}

function ListHeader(
  props: Props & { readonly shown: readonly DeskEntry[]; readonly isSearching: boolean },
) {
  const { desk, filter, onFilter, shown, isSearching, onTakeNumber } = props;
  const now = useNow(10_000);
  const { t } = desk.words;
  const median = medianWaited(shown, now);
  return (
    <header className="list-header">
      <h2 id="waiting-title">{isSearching ? t('list.found') : t('list.waiting')}</h2>
      <p className="muted" aria-live="polite">
        {t('list.people', { count: shown.length })}
        {median === null || isSearching ? '' : ` ${t('list.half', { count: median })}`}
      </p>
      {isSearching ? null : <ListFilters desk={desk} filter={filter} onFilter={onFilter} />}
      <MenuButton desk={desk} kind="small" icon={PLUS} onOpen={onTakeNumber}>
        {t('number.give')}
      </MenuButton>
    </header>
  );
}

function NobodyWaiting({
  desk,
  isSearching,
  filter,
}: {
  readonly desk: Desk;
  readonly isSearching: boolean;
  readonly filter: ListFilter;
}) {
  const { snapshot, words } = desk;
  const { t } = words;
  if (isSearching) return <p className="empty">{t('list.nobodyFound')}</p>;
  if (filter.kind !== 'all') return <p className="empty">{t('list.nobodyHere')}</p>;
  return (
    <div className="empty">
      <p className="strong">{t('list.nobody')}</p>
      <p className="muted">
        {snapshot.scheduleAt === null
          ? t('list.noSchedule')
          : `${t('list.expected', { count: snapshot.expectedCount })} ${t('list.schedule', {
              time: words.clock(snapshot.scheduleAt),
            })}`}
      </p>
    </div>
  );
}
