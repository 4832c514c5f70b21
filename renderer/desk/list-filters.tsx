import type { Desk } from './desk.ts';
import type { ListFilter } from './entry-filter.ts';

const AREAS_AS_BUTTONS = 3;

type Props = {
  readonly desk: Desk;
  readonly filter: ListFilter;
  readonly onFilter: (filter: ListFilter) => void;
};

/** Everybody, this station's people, or one area; a clinic with many areas gets a list to choose from. */
export function ListFilters({ desk, filter, onFilter }: Props) {
  const { snapshot, station, words } = desk;
  const { t, label } = words;
  const areas = snapshot.areas.length > 1 ? snapshot.areas : [];
  const choices: { readonly key: string; readonly text: string; readonly value: ListFilter }[] = [
    { key: 'all', text: t('filter.all'), value: { kind: 'all' } },
  ];
  if (station !== null) {
    choices.push({ key: 'station', text: label(station.label), value: { kind: 'station' } });
  }
  if (areas.length <= AREAS_AS_BUTTONS) {
    for (const { areaId, label: text } of areas) {
      choices.push({ key: `area ${areaId}`, text: label(text), value: { kind: 'area', areaId } });
    }
  }
  if (filter.kind === 'long') {
    choices.push({ key: 'long', text: t('filter.long'), value: filter });
  }
  const chosen = filter.kind === 'area' ? `area ${filter.areaId}` : filter.kind;
  return (
    <div className="filters">
      <fieldset className="segments">
        <legend className="visually-hidden">{t('filter.name')}</legend>
        {choices.map(({ key, text, value }) => (
          <label key={key} className={key === chosen ? 'on' : undefined}>
            <input
              type="radio"
              name="list-filter"
              checked={key === chosen}
              onChange={() => onFilter(value)}
            />
            {text}
          </label>
        ))}
      </fieldset>
      {areas.length > AREAS_AS_BUTTONS ? (
        <select
          className="small"
          aria-label={t('filter.area')}
          value={filter.kind === 'area' ? filter.areaId : ''}
          onChange={({ currentTarget }) =>
            onFilter(
              currentTarget.value === ''
                ? { kind: 'all' }
                : { kind: 'area', areaId: currentTarget.value },
            )
          }
        >
          <option value="">{t('filter.area')}</option>
          {areas.map((area) => (
            <option key={area.areaId} value={area.areaId}>
              {label(area.label)}
            </option>
          ))}
        </select>
      ) : null}
    </div>
  );
}
