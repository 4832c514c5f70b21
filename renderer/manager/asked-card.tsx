import type { Report } from '../../shared/contract/report.ts';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly report: Report };

/** Those who asked for a person after their visit, and how many got one. */
export function AskedCard({ words, report }: Props) {
  const { t, number } = words;
  const { contacts, talks } = report;
  if (contacts.asked === 0 && talks.asked === 0) {
    return (
      <section className="card figure">
        <h2>{t('asked.title')}</h2>
        <p className="none">{t('asked.nobody')}</p>
        <p>{t('asked.nobodyHint')}</p>
      </section>
    );
  }
  return (
    <section className="card figure">
      <h2>{t('asked.title')}</h2>
      <p className="value">
        {t('share.counts', {
          count: number(contacts.asked - contacts.open),
          n: number(contacts.asked),
        })}{' '}
        <small>{t('asked.called')}</small>
      </p>
      <p className="apart">
        {contacts.open > 0 ? (
          <strong>
            {t('asked.waiting', { count: contacts.open, shown: number(contacts.open) })}
          </strong>
        ) : null}{' '}
        {talks.asked > 0
          ? t('asked.talks', {
              count: talks.asked,
              shown: number(talks.asked),
              answered: number(talks.answered),
            })
          : null}
      </p>
    </section>
  );
}
