import { createRoot } from 'preact/compat/client';
import arCommon from '../../shared/locales/ar/common.json' with { type: 'json' };
import ar from '../../shared/locales/ar/phone.json' with { type: 'json' };
import arSlip from '../../shared/locales/ar/slip.json' with { type: 'json' };
import enCommon from '../../shared/locales/en/common.json' with { type: 'json' };
import en from '../../shared/locales/en/phone.json' with { type: 'json' };
import enSlip from '../../shared/locales/en/slip.json' with { type: 'json' };
import esCommon from '../../shared/locales/es/common.json' with { type: 'json' };
import es from '../../shared/locales/es/phone.json' with { type: 'json' };
import esSlip from '../../shared/locales/es/slip.json' with { type: 'json' };
import { createChime } from '../ui/chime.ts';
import { startI18n } from '../i18n/i18n.ts';
import { connect } from '../realtime/connection.ts';
import { LinkBroken } from './message.tsx';
import { offeredLanguage } from './offered-language.ts';
import { Phone } from './phone.tsx';
import '../ui/theme.css';
import './phone.css';
import './requests.css';
import './your-turn.css';

startI18n({
  resources: {
    en: { phone: en, slip: enSlip, common: enCommon },
    es: { phone: es, slip: esSlip, common: esCommon },
    ar: { phone: ar, slip: arSlip, common: arCommon },
  },
  defaultNS: 'phone',
  language: offeredLanguage(navigator.languages, ['en', 'es', 'ar']),
});

// The key stays in the address, where a reload finds it; it is sent nowhere but over the socket.
const key = location.hash.slice(1);
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    key === '' ? (
      <LinkBroken />
    ) : (
      <Phone connection={connect('phone', { token: key })} chime={createChime()} />
    ),
  );
}
// Another key in the same tab is another visit.
window.addEventListener('hashchange', () => location.reload());
