import { useTranslation } from '../i18n/use-translation.ts';
import type { ShownCall, ShownNotice } from '../../shared/contract/snapshots.ts';
import { inLanguage } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { CLOCK, SPEAKER } from '../ui/icon-shapes.ts';
import { useNow } from '../ui/now.ts';
import { callKey } from './announcer.ts';
import { EarlierCall } from './earlier-calls.tsx';
import type { FooterPage } from './footer-pages.ts';
import { InLanguage } from './in-language.tsx';
import { useIsSettled } from './settled.ts';

const PAGE_MS = 10_000;

type Props = { readonly pages: readonly FooterPage[]; readonly timeZone: string };

/** One whole message at a time, ten seconds each, one fading into the next. */
export function Footer({ pages, timeZone }: Props) {
  const turn = useNow(PAGE_MS) / PAGE_MS;
  const isSettled = useIsSettled();
  // The first page speaks the screen's language; the others follow when there is time for them.
  const shownIndex = isSettled ? turn % pages.length : 0;
  return (
    <footer className="foot">
      {pages.slice(0, isSettled ? pages.length : 1).map((page, index) => (
        <div
          key={pageKey(page)}
          className={index === shownIndex ? 'page shown' : 'page'}
          aria-hidden={index !== shownIndex}
        >
          <Page page={page} timeZone={timeZone} />
        </div>
      ))}
    </footer>
  );
}

function Page({ page, timeZone }: { readonly page: FooterPage; readonly timeZone: string }) {
  switch (page.kind) {
    case 'notice':
      return <Notice notice={page.notice} language={page.language} />;
    case 'hint':
      return <Hint language={page.language} />;
    case 'calls':
      return <EarlierInFooter calls={page.calls} timeZone={timeZone} />;
  }
}

type EarlierProps = { readonly calls: readonly ShownCall[]; readonly timeZone: string };

function EarlierInFooter({ calls, timeZone }: EarlierProps) {
  const { t } = useTranslation('display');
  return (
    <section className="recent">
      <h2>{t('earlier')}</h2>
      <ul>
        {calls.map((call) => (
          <li key={callKey(call)}>
            <EarlierCall call={call} timeZone={timeZone} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What, sorry, why, and that nobody loses their place. */
function Notice({ notice, language }: { readonly notice: ShownNotice; readonly language: string }) {
  const { i18n } = useTranslation('display');
  const t = i18n.getFixedT(language, 'common');
  const count = notice.minutes;
  return (
    <InLanguage language={language} className="message">
      <Icon shape={CLOCK} stroke={2.2} />
      <p>
        <strong>
          {notice.stationLabel === null
            ? t('notice.clinic', { count })
            : t('notice.station', { station: inLanguage(notice.stationLabel, language), count })}
        </strong>
        <br />
        {t('notice.reason', { reason: inLanguage(notice.reason, language) })}
      </p>
    </InLanguage>
  );
}

function Hint({ language }: { readonly language: string }) {
  const { i18n } = useTranslation('display');
  const t = i18n.getFixedT(language, 'display');
  return (
    <InLanguage language={language} className="message hint">
      <Icon shape={SPEAKER} stroke={2.2} />
      <p>
        <strong>{t('hint.title')}</strong>
        <br />
        {t('hint.text')}
      </p>
    </InLanguage>
  );
}

function pageKey(page: FooterPage): string {
  switch (page.kind) {
    case 'notice':
      return `${page.notice.noticeId} ${page.language}`;
    case 'hint':
      return page.language;
    case 'calls':
      return page.id;
  }
}
