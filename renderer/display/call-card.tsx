import type { CSSProperties, ReactNode } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
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
  return { '--ticket-letters': ticket.length, '--station-letters': station.length };
}
