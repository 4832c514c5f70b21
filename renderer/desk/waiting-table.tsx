import type { DeskEntry } from '../../shared/contract/snapshots.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Desk, OpenMenu } from './desk.ts';
import { LONG_WAIT_MINUTES } from './waited.ts';
import { WaitingRow } from './waiting-row.tsx';

type Props = {
  readonly desk: Desk;
  readonly entries: readonly DeskEntry[];
  readonly now: EpochMs;
  readonly onCall: OpenMenu;
  readonly onMore: OpenMenu;
};

/** Those who wait, in the order they will be called. */
export function WaitingTable({ desk, entries, ...row }: Props) {
  const { t } = desk.words;
  return (
    <table className="waiting">
      <thead>
        <tr>
          <th className="c-ticket" scope="col">
            {t('column.number')}
          </th>
          <th scope="col">{t('column.patient')}</th>
          <th className="c-booked" scope="col">
            {t('column.booked')}
          </th>
          <th className="c-wait" scope="col">
            {t('column.waiting', { count: LONG_WAIT_MINUTES })}
          </th>
          <th className="c-for" scope="col">
            {t('column.for')}
          </th>
          <th className="c-needs" scope="col">
            {t('column.needs')}
          </th>
          <th className="c-steps" scope="col">
            <span className="visually-hidden">{t('column.steps')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <WaitingRow key={entry.entryId} desk={desk} entry={entry} {...row} />
        ))}
      </tbody>
    </table>
  );
}
