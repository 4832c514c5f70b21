import type { TFunction } from 'i18next';
import type { DeliveryFailure, DestinationState } from '../../shared/contract/upstream-state.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { CHECK, CLOCK, WARNING } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import { useNow } from '../ui/now.ts';
import type { Desk } from './desk.ts';
import { MenuDialog } from './menu-dialog.tsx';
import { SetAsideList } from './set-aside-list.tsx';
import { isListOld } from './upstream-trouble.ts';

type Props = { readonly desk: Desk; readonly anchor: Element; readonly onClose: () => void };

/** Where what happens here is sent to and where appointments come from, and how each of them is. */
export function UpstreamMenu({ desk, anchor, onClose }: Props) {
  const { snapshot } = desk;
  const { t } = useTranslation('upstream');
  return (
    <MenuDialog anchor={anchor} title={t('title')} onClose={onClose}>
      <div className="upstream">
        {snapshot.destinations.map((one) => (
          <Destination key={one.destinationId} desk={desk} destination={one} />
        ))}
        <AppointmentsList desk={desk} />
      </div>
    </MenuDialog>
  );
}

function Destination({
  desk,
  destination,
}: {
  readonly desk: Desk;
  readonly destination: DestinationState;
}) {
  const { t } = useTranslation('upstream');
  const { label } = destination;
  const mark = markOf(destination);
  return (
    <section aria-label={label}>
      <h3 className={`upstream-head ${mark}`}>
        <Icon shape={SHAPES[mark]} />
        <bdi>{label}</bdi>
      </h3>
      {statusLines(destination, desk.words.moment, t).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <SetAsideList desk={desk} destination={destination} />
    </section>
  );
}

const SHAPES = { ok: CHECK, behind: CLOCK, failing: WARNING };

function markOf({ status, setAsideCount }: DestinationState): DestinationState['status'] {
  return status === 'ok' && setAsideCount > 0 ? 'failing' : status;
}

function statusLines(
  destination: DestinationState,
  moment: Desk['words']['moment'],
  t: TFunction<'upstream'>,
): readonly string[] {
  const { status, failure, waitingCount, oldestWaitingAt, lastSuccessAt } = destination;
  const last = lastSuccessAt === null ? [] : [t('last', { time: moment(lastSuccessAt) })];
  if (status === 'ok') return destination.setAsideCount > 0 ? last : [t('ok'), ...last];
  const waiting = t('waiting', {
    count: waitingCount,
    time: moment(oldestWaitingAt ?? Date.now()),
  });
  if (failure === null) return [waiting, t('behind')];
  const todo = PASSES_BY_ITSELF.has(failure) ? t('wait') : t('tellIt');
  return [t(`failure.${failure}`), waiting, todo, ...last];
}

const PASSES_BY_ITSELF: ReadonlySet<DeliveryFailure> = new Set([
  'unreachable',
  'no-answer',
  'busy',
  'server-error',
  'rolled-back',
]);

/** How old the list of appointments is, where it comes from by itself. */
function AppointmentsList({ desk }: { readonly desk: Desk }) {
  const now = useNow(30_000);
  const { words, snapshot } = desk;
  const { t } = useTranslation('upstream');
  const source = snapshot.scheduleSource;
  if (source === null) return null;
  const isOld = isListOld(source, now);
  return (
    <section aria-labelledby="upstream-list">
      <h3 id="upstream-list" className={isOld ? 'upstream-head behind' : 'upstream-head ok'}>
        <Icon shape={isOld ? CLOCK : CHECK} />
        {t('list.title')}
      </h3>
      <p>
        {source.succeededAt === null
          ? t('list.never', { label: source.label })
          : t('list.came', {
              label: source.label,
              time: words.moment(source.succeededAt),
            })}
      </p>
      {isOld ? <p>{t('list.hint')}</p> : null}
      {source.problem === null ? null : (
        <p className="for-it">
          {t('list.problem')} <bdi lang="en">{source.problem}</bdi>
        </p>
      )}
    </section>
  );
}
