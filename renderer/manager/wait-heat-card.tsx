import type { Report } from '../../shared/contract/report.ts';
import type { Words } from './use-words.ts';
import { heatLevel, heatTable } from './wait-heat.ts';

type Props = { readonly words: Words; readonly report: Report };

/** A few hours do not spread over the whole card. */
const WIDEST_CELL = 68;

/** When waits are long: a table of weekdays and hours, darker where people wait longer. */
export function WaitHeatCard({ words, report }: Props) {
  const { t } = words;
  const { hours, rows } = heatTable(report.waitByHour);
  return (
    <section className="card heat">
      <h2 id="heat-title">{t('heat.title')}</h2>
      {rows.length === 0 ? (
        <p className="none">{t('heat.none')}</p>
      ) : (
        <>
          <p className="sub">
            {t('heat.about', {
              span: words.span({ fromDay: report.waitByHourFromDay, toDay: report.toDay }),
            })}
          </p>
          <table
            className="heat-table tabular"
            aria-labelledby="heat-title"
            style={{ maxInlineSize: (hours.length + 2) * WIDEST_CELL }}
          >
            <thead>
              <tr>
                <th scope="col">
                  <span className="visually-hidden">{t('days.day')}</span>
                </th>
                {hours.map((hour) => (
                  <th key={hour} scope="col">
                    <span className="ltr">{hour}:00</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ weekday, cells }) => (
                <tr key={weekday}>
                  <th scope="row">{words.weekday(weekday)}</th>
                  {cells.map((cell, index) => (
                    <td
                      key={hours[index]}
                      data-level={cell === null ? 'few' : heatLevel(cell.medianMinutes)}
                    >
                      {cell === null ? (
                        <>
                          <span aria-hidden="true">–</span>
                          <span className="visually-hidden">{t('heat.few')}</span>
                        </>
                      ) : (
                        words.number(cell.medianMinutes)
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
