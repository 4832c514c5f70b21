import type { Desk } from './desk.ts';
import { NO_STATION } from './use-station.ts';

type Props = { readonly desk: Desk; readonly onChoose: (stationId: string) => void };

/** Which room this desk calls to, by area. */
export function StationSelect({ desk, onChoose }: Props) {
  const { snapshot, station, words } = desk;
  return (
    <label className="field">
      {words.t('station.which')}
      <select
        value={station?.stationId ?? NO_STATION}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        <option value={NO_STATION}>{words.t('station.noneOption')}</option>
        {snapshot.areas.map((area) => (
          <optgroup key={area.areaId} label={words.label(area.label)}>
            {snapshot.stations
              .filter((one) => one.areaId === area.areaId)
              .map((one) => (
                <option key={one.stationId} value={one.stationId}>
                  {words.label(one.label)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
