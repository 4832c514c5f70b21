import { useTranslation } from '../i18n/use-translation.ts';
import type { ShownCall } from '../../shared/contract/snapshots.ts';
import { clockTime, inLanguage } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { ARROW } from '../ui/icon-shapes.ts';
import { callKey } from './announcer.ts';

const LISTED = 5;

type Props = { readonly calls: readonly ShownCall[]; readonly timeZone: string };

/** While nobody is called: who was, for those who were out of the room. */
export function EarlierCalls({ calls, timeZone }: Props) {
  const { t } = useTranslation('display');
  return (
    <section className="earlier">
      <h2>{t('earlier')}</h2>
      <ul>
        {calls.slice(0, LISTED).map((call) => (
          <li key={callKey(call)}>
            <EarlierCall call={call} timeZone={timeZone} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type CallProps = { readonly call: ShownCall; readonly timeZone: string };

/** One earlier call on one line: when, who, where. */
export function EarlierCall({ call, timeZone }: CallProps) {
  const { t, i18n } = useTranslation('display');
  const time = clockTime(call.calledAt, timeZone, i18n.language);
  return (
    <>
      <span className="visually-hidden">{t('calledAt', { time })}</span>
      <span className="time ltr tabular" aria-hidden="true">
        {time}
      </span>
      <strong className="ticket ltr">{call.ticket}</strong>
      <Icon shape={ARROW} stroke={2.4} followsReading />
      <span className="station">{inLanguage(call.stationLabel, i18n.language)}</span>
    </>
  );
}
