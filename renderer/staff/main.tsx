import '../ui/theme.css';
import '../ui/kiosk-frame.css';
import '../ui/kiosk-controls.css';
import './staff.css';
import './maintenance.css';
import { createRoot } from 'preact/compat/client';
import ar from '../../shared/locales/ar/staff.json' with { type: 'json' };
import en from '../../shared/locales/en/staff.json' with { type: 'json' };
import es from '../../shared/locales/es/staff.json' with { type: 'json' };
import { startI18n } from '../i18n/i18n.ts';
import { staffLanguage } from '../i18n/staff-language.ts';
import { kioskBridge } from '../kiosk/bridge.ts';
import { liveInShell } from '../kiosk/live-in-shell.ts';
import { Staff } from './staff.tsx';

startI18n({
  resources: { en: { staff: en }, es: { staff: es }, ar: { staff: ar } },
  defaultNS: 'staff',
  language: staffLanguage(),
});

const root = document.getElementById('root');
const bridge = kioskBridge();
if (root === null || bridge === null) throw new Error('The staff page lives in the kiosk only.');
liveInShell(root, { hasHiddenDoor: false }).setInUse(true);
createRoot(root).render(<Staff bridge={bridge} />);
