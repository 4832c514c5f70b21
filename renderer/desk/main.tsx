import { createRoot } from 'preact/compat/client';
import arCommon from '../../shared/locales/ar/common.json' with { type: 'json' };
import ar from '../../shared/locales/ar/desk.json' with { type: 'json' };
import arSlip from '../../shared/locales/ar/slip.json' with { type: 'json' };
import enCommon from '../../shared/locales/en/common.json' with { type: 'json' };
import en from '../../shared/locales/en/desk.json' with { type: 'json' };
import enSlip from '../../shared/locales/en/slip.json' with { type: 'json' };
import esCommon from '../../shared/locales/es/common.json' with { type: 'json' };
import es from '../../shared/locales/es/desk.json' with { type: 'json' };
import esSlip from '../../shared/locales/es/slip.json' with { type: 'json' };
import { startI18n } from '../i18n/i18n.ts';
import { connect } from '../realtime/connection.ts';
import { deviceToken } from '../realtime/credentials.ts';
import '../ui/theme.css';
import './desk.css';
import './bar.css';
import './cards.css';
import './list.css';
import './list-narrow.css';
import './menu.css';
import './upstream.css';
import { DeskPage } from './desk-page.tsx';
import { staffLanguage } from '../i18n/staff-language.ts';

startI18n({
  resources: {
    en: { desk: en, slip: enSlip, common: enCommon },
    es: { desk: es, slip: esSlip, common: esCommon },
    ar: { desk: ar, slip: arSlip, common: arCommon },
  },
  defaultNS: 'desk',
  language: staffLanguage(),
});

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element');
createRoot(root).render(<DeskPage connection={connect('desk', { token: deviceToken('desk') })} />);
