import { createRoot } from 'preact/compat/client';
import arCommon from '../../shared/locales/ar/common.json' with { type: 'json' };
import ar from '../../shared/locales/ar/display.json' with { type: 'json' };
import enCommon from '../../shared/locales/en/common.json' with { type: 'json' };
import en from '../../shared/locales/en/display.json' with { type: 'json' };
import esCommon from '../../shared/locales/es/common.json' with { type: 'json' };
import es from '../../shared/locales/es/display.json' with { type: 'json' };
import { startI18n } from '../i18n/i18n.ts';
import { serverOfKiosk } from '../kiosk/bridge.ts';
import { liveInShell } from '../kiosk/live-in-shell.ts';
import { connect } from '../realtime/connection.ts';
import { deviceToken } from '../realtime/credentials.ts';
import { firstNews } from '../realtime/first-news.ts';
import { callMemoryOf, startAnnouncing } from './announcing.ts';
import { createChime } from '../ui/chime.ts';
import { followClinicClock } from './clinic-clock.ts';
import { Display } from './display.tsx';
import { keepFrame, readFrame } from './screen-frame.ts';
import '../ui/theme.css';
import './display.css';
import './calls.css';
import './messages.css';
// Last: it changes what the others set.
import './upright.css';

const token = deviceToken('display');
const areaId = new URLSearchParams(location.search).get('area');
const connection = connect('display', {
  token,
  ...serverOfKiosk(),
  ...(token === null && areaId !== null ? { areaId } : {}),
});
// Two demonstration screens may share a browser; each remembers for itself.
const screen = token === null ? (areaId ?? '') : 'device';
const frame = readFrame(screen);
const clock = followClinicClock(connection);
const chime = createChime();
const announcing = startAnnouncing({
  connection,
  memory: callMemoryOf(screen),
  onAnnounce: chime.ring,
});
startI18n({
  resources: {
    en: { display: en, common: enCommon },
    es: { display: es, common: esCommon },
    ar: { display: ar, common: arCommon },
  },
  defaultNS: 'display',
  language: frame?.languages[0] ?? 'en',
});

keepFrame(connection, screen);

const root = document.getElementById('root');
if (root !== null) liveInShell(root);
await firstNews(connection);
if (root !== null) {
  createRoot(root).render(
    <Display
      connection={connection}
      announcing={announcing}
      chime={chime}
      clock={clock}
      rememberedFrame={frame}
    />,
  );
}
