import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownCall } from '../../shared/contract/snapshots.ts';
import { inLanguage } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { ARROW } from '../ui/icon-shapes.ts';

type Props = {
  readonly call: ShownCall;
  readonly label: ReactNode;
  readonly className: string;
};

/** A ticket and where it is called to, as large as their lengths allow. */
export function CallCard({ call, label, className }: Props) {
  const { i18n } = useTranslation('display');
  const station = inLanguage(call.stationLabel, i18n.language);
  return (
    <section className={className} style={lengths(call.ticket, station)}>
      <h2 className="label">{label}</h2>
      <p className="ticket ltr">{call.ticket}</p>
      <p className="station">
        <Icon shape={ARROW} stroke={2.6} followsReading />
        <span>{station}</span>
      </p>
    </section>
  );
}

function lengths(ticket: string, station: string): CSSProperties {
  // Custom properties are valid styles; the type of React just does not list them.
  return {
    '--ticket-letters': ticket.length,
    '--station-letters': station.length,
  } as CSSProperties;
}
