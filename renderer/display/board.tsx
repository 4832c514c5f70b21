import { useTranslation } from 'react-i18next';
import type { DisplaySnapshot } from '../../shared/contract/snapshots.ts';
import { type Announcer, earlierCalls } from './announcer.ts';
import { EarlierCalls } from './earlier-calls.tsx';
import { Footer } from './footer.tsx';
import { footerPages } from './footer-pages.ts';
import { NextInLine } from './next-in-line.tsx';
import { NowCalling } from './now-calling.tsx';

type Props = {
  readonly snapshot: DisplaySnapshot;
  readonly announcer: Announcer;
  readonly clockOffset: number;
};

/** Who is called, who is next, and one message. One job for each zone. */
export function Board({ snapshot, announcer, clockOffset }: Props) {
  const { calls, next, notices, languages, timeZone } = snapshot;
  const waitingAgain = new Set(next.map((entry) => entry.ticket));
  const earlier = earlierCalls(announcer, calls).filter((call) => !waitingAgain.has(call.ticket));
  const isCalling = announcer.panel.length > 0;
  return (
    <>
      <main className="zones">
        {isCalling ? (
          <NowCalling patients={announcer.panel} />
        ) : earlier.length > 0 ? (
          <EarlierCalls calls={earlier} timeZone={timeZone} />
        ) : (
          <Quiet />
        )}
        <NextInLine
          next={next}
          waitingCount={snapshot.waitingCount}
          sentAt={snapshot.sentAt}
          clockOffset={clockOffset}
        />
      </main>
      <Footer
        pages={footerPages({ notices, earlier: isCalling ? earlier : [], languages })}
        timeZone={timeZone}
      />
    </>
  );
}

function Quiet() {
  const { t } = useTranslation('display');
  return (
    <section className="quiet">
      <span className="rings" aria-hidden="true" />
      <h2>{t('quiet.title')}</h2>
      <p>{t('quiet.text')}</p>
    </section>
  );
}
