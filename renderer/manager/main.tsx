import { createRoot } from 'preact/compat/client';
import arCommon from '../../shared/locales/ar/common.json' with { type: 'json' };
import ar from '../../shared/locales/ar/manager.json' with { type: 'json' };
import enCommon from '../../shared/locales/en/common.json' with { type: 'json' };
import en from '../../shared/locales/en/manager.json' with { type: 'json' };
import esCommon from '../../shared/locales/es/common.json' with { type: 'json' };
import es from '../../shared/locales/es/manager.json' with { type: 'json' };
import { startI18n } from '../i18n/i18n.ts';
import { connect } from '../realtime/connection.ts';
import { deviceToken } from '../realtime/credentials.ts';
import '../ui/theme.css';
import '../ui/office-bar.css';
import './manager.css';
import './cards.css';
import './charts.css';
import './kept.css';
import './print.css';
import { ManagerPage } from './manager-page.tsx';
import { staffLanguage } from '../i18n/staff-language.ts';

startI18n({
  resources: {
    en: { manager: en, common: enCommon },
    es: { manager: es, common: esCommon },
    ar: { manager: ar, common: arCommon },
  },
  defaultNS: 'manager',
  language: staffLanguage(),
});

const token = deviceToken('manager');
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element');
createRoot(root).render(<ManagerPage connection={connect('manager', { token })} token={token} />);
