import { createRoot } from 'preact/compat/client';
import ar from '../../shared/locales/ar/feedback.json' with { type: 'json' };
import arCommon from '../../shared/locales/ar/common.json' with { type: 'json' };
import en from '../../shared/locales/en/feedback.json' with { type: 'json' };
import enCommon from '../../shared/locales/en/common.json' with { type: 'json' };
import es from '../../shared/locales/es/feedback.json' with { type: 'json' };
import esCommon from '../../shared/locales/es/common.json' with { type: 'json' };
import { startI18n } from '../i18n/i18n.ts';
import { serverOfKiosk } from '../kiosk/bridge.ts';
import { liveInShell } from '../kiosk/live-in-shell.ts';
import { connect, type Connection } from '../realtime/connection.ts';
import { deviceToken } from '../realtime/credentials.ts';
import '../ui/theme.css';
import '../kiosk/rest/rest.css';
import { FeedbackPage } from './feedback-page.tsx';
import './feedback.css';
import './follow-up.css';
import './closing.css';
import './rest.css';
import './write.css';
import type { OutboxEntry } from './outbox/entry.ts';
import { openIndexedDbStore } from './outbox/indexed-db-store.ts';
import { openOutbox, type Outbox } from './outbox/outbox.ts';
import { rememberedSettings } from './settings.ts';

startI18n({
  resources: {
    en: { feedback: en, common: enCommon },
    es: { feedback: es, common: esCommon },
    ar: { feedback: ar, common: arCommon },
  },
  defaultNS: 'feedback',
  language: rememberedSettings().languages[0] ?? 'en',
});

const connection = connect('feedback', {
  token: deviceToken('feedback'),
  ...serverOfKiosk(),
});
const outbox = openOutbox({
  store: openIndexedDbStore().catch(() => null),
  send: (entry, { giveUpAfterMs }) => send(entry, giveUpAfterMs),
  random: Math.random,
});
wakeWhenLive(connection, outbox);

fetchFonts();

const root = document.getElementById('root');
if (root) {
  const shell = liveInShell(root);
  createRoot(root).render(
    <FeedbackPage connection={connection} outbox={outbox} onInUse={shell.setInUse} />,
  );
}

function send(entry: OutboxEntry, giveUpAfterMs: number) {
  return connection.send(entry.name, entry.body, {
    commandId: entry.commandId,
    giveUpAfterMs,
  });
}

/** A language is chosen with the server away, too: its letters must be here by then. */
function fetchFonts(): void {
  const samples = [
    ['Atkinson', 'Aáñ'],
    ['Noto Arabic', 'ع'],
    ['Noto Arabic Latin', 'A'],
  ] as const;
  for (const [family, letters] of samples) {
    void document.fonts.load(`1em "${family}"`, letters).catch(() => []);
  }
}

function wakeWhenLive(line: Connection<'feedback'>, waiting: Outbox): void {
  let before = line.getLink().kind;
  line.subscribe(() => {
    const now = line.getLink().kind;
    if (now === 'live' && before !== 'live') waiting.wake();
    before = now;
  });
}
