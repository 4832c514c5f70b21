import { useTranslation } from '../i18n/use-translation.ts';
import type { DisplaySnapshot } from '../../shared/contract/snapshots.ts';
import { clockTime } from '../i18n/i18n.ts';
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
          <Quiet
            opensAt={snapshot.waitingCount === 0 ? snapshot.opensAt : null}
            timeZone={timeZone}
          />
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

type QuietProps = { readonly opensAt: number | null; readonly timeZone: string };

/** Nobody is called. Closed is said only when nobody is left waiting either. */
function Quiet({ opensAt, timeZone }: QuietProps) {
  const { t, i18n } = useTranslation('display');
  const time = opensAt === null ? '' : clockTime(opensAt, timeZone, i18n.language);
  return (
    <section className="quiet">
      <span className="rings" aria-hidden="true" />
      <h2>{opensAt === null ? t('quiet.title') : t('closed.title')}</h2>
      <p>{opensAt === null ? t('quiet.text') : t('closed.text', { time })}</p>
    </section>
  );
}
