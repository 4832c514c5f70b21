import { createRoot } from 'preact/compat/client';
import ar from '../../shared/locales/ar/hub.json' with { type: 'json' };
import en from '../../shared/locales/en/hub.json' with { type: 'json' };
import es from '../../shared/locales/es/hub.json' with { type: 'json' };
import { startI18n } from '../i18n/i18n.ts';
import { staffLanguage } from '../i18n/staff-language.ts';
import '../ui/theme.css';
import '../ui/office-bar.css';
import './hub.css';
import './clinic-card.css';
import { HubPage } from './hub-page.tsx';

startI18n({
  resources: { en: { hub: en }, es: { hub: es }, ar: { hub: ar } },
  defaultNS: 'hub',
  language: staffLanguage(),
});

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element');
createRoot(root).render(<HubPage />);
