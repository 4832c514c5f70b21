import '../ui/theme.css';
import '../ui/kiosk-frame.css';
import '../ui/kiosk-controls.css';
import '../kiosk/rest/rest.css';
import './check-in.css';
import './entry.css';
import { createRoot } from 'preact/compat/client';
import ar from '../../shared/locales/ar/check-in.json' with { type: 'json' };
import arCommon from '../../shared/locales/ar/common.json' with { type: 'json' };
import en from '../../shared/locales/en/check-in.json' with { type: 'json' };
import enCommon from '../../shared/locales/en/common.json' with { type: 'json' };
import es from '../../shared/locales/es/check-in.json' with { type: 'json' };
import esCommon from '../../shared/locales/es/common.json' with { type: 'json' };
import { startI18n } from '../i18n/i18n.ts';
import { serverOfKiosk } from '../kiosk/bridge.ts';
import { liveInShell } from '../kiosk/live-in-shell.ts';
import { connect } from '../realtime/connection.ts';
import { deviceToken } from '../realtime/credentials.ts';
import { CheckIn } from './check-in.tsx';
import { firstClinic } from './first-clinic.ts';

const clinic = firstClinic();
startI18n({
  resources: {
    en: { 'check-in': en, common: enCommon },
    es: { 'check-in': es, common: esCommon },
    ar: { 'check-in': ar, common: arCommon },
  },
  defaultNS: 'check-in',
  language: clinic?.languages[0] ?? 'en',
});

const connection = connect('check-in', {
  token: deviceToken('check-in'),
  ...serverOfKiosk(),
});
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place to draw into.');
const shell = liveInShell(root);
createRoot(root).render(
  <CheckIn connection={connection} firstClinic={clinic} onInUse={shell.setInUse} />,
);
