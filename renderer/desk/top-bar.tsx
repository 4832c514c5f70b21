import type { RefObject } from 'preact/compat';
import { CLOSE, DOOR, SEARCH, SPEAKER } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import type { Desk } from './desk.ts';
import { SPEAKER_OFF } from './icon-shapes.ts';
import { LanguageSelect } from '../ui/language-select.tsx';
import { UpstreamSign } from './upstream-sign.tsx';
import type { Alarm } from './use-alarm.ts';

type Props = {
  readonly desk: Desk;
  readonly alarm: Alarm;
  readonly searchText: string;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onSearch: (text: string) => void;
  readonly onStation: (anchor: Element) => void;
  readonly onUpstream: (anchor: Element) => void;
};

/** The bar: whose clinic, the search, this desk's room, sound and language. */
export function TopBar(props: Props) {
  const { desk, alarm, searchText, searchRef, onSearch, onStation, onUpstream } = props;
  const { snapshot, words } = desk;
  const { t } = words;
  return (
    <header className="top">
      <h1 className="brand">
        <span className="dot" />
        {snapshot.shortName}
      </h1>
      {snapshot.isDemonstration ? (
        <span className="chip warn demonstration">{words.common('demonstration')}</span>
      ) : null}
      <search className="find">
        <Icon shape={SEARCH} />
        <input
          ref={searchRef}
          type="text"
          inputMode="search"
          autoComplete="off"
          spellcheck={false}
          maxLength={60}
          value={searchText}
          placeholder={t('find.hint')}
          aria-label={t('find.hint')}
          onChange={(event) => onSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onSearch('');
          }}
        />
        {searchText === '' ? null : (
          <button
            type="button"
            className="quiet"
            aria-label={t('find.clear')}
            onClick={() => {
              onSearch('');
              searchRef.current?.focus();
            }}
          >
            <Icon shape={CLOSE} />
          </button>
        )}
      </search>
      <UpstreamSign desk={desk} onOpen={onUpstream} />
      <StationButton desk={desk} onStation={onStation} />
      <button
        type="button"
        className="on-bar only-icon"
        aria-pressed={alarm.state !== 'off'}
        aria-label={t('sound.name')}
        title={alarm.state === 'off' ? t('sound.off') : t('sound.on')}
        onClick={alarm.toggle}
      >
        <Icon shape={alarm.state === 'off' ? SPEAKER_OFF : SPEAKER} />
      </button>
      <LanguageSelect language={words.language} label={t('language')} />
    </header>
  );
}

function StationButton({ desk, onStation }: Pick<Props, 'desk' | 'onStation'>) {
  const { station, snapshot, words } = desk;
  const provider = snapshot.providers.find((one) => one.providerId === station?.providerId);
  return (
    <button
      type="button"
      className="station-button"
      aria-haspopup="dialog"
      onClick={(event) => onStation(event.currentTarget)}
    >
      <Icon shape={DOOR} />
      {station === null ? (
        words.t('station.noneOption')
      ) : (
        <>
          <strong>{words.label(station.label)}</strong>
          <span className={`station-status ${station.status}`}>
            {words.t(`station.status.${station.status}`)}
          </span>
          {provider === undefined ? null : <span className="provider">{provider.label}</span>}
        </>
      )}
    </button>
  );
}
