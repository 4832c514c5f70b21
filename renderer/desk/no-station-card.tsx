import type { Desk } from './desk.ts';
import { StationSelect } from './station-select.tsx';

type Props = { readonly desk: Desk; readonly onChoose: (stationId: string) => void };

/** Instead of "now" and "next" on a desk that calls nobody to itself. */
export function NoStationCard({ desk, onChoose }: Props) {
  const { t } = desk.words;
  return (
    <section className="card no-station">
      <div>
        <h2>{t('station.none')}</h2>
        <p className="muted">{t('station.noneHint')}</p>
      </div>
      <StationSelect desk={desk} onChoose={onChoose} />
    </section>
  );
}
