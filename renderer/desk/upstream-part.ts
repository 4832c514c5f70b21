import i18next from 'i18next';
import ar from '../../shared/locales/ar/upstream.json' with { type: 'json' };
import en from '../../shared/locales/en/upstream.json' with { type: 'json' };
import es from '../../shared/locales/es/upstream.json' with { type: 'json' };
import './upstream-menu.css';

export { UpstreamMenu } from './upstream-menu.tsx';

// Its words come with it: a page that starts has no use for them.
for (const [language, texts] of Object.entries({ en, es, ar })) {
  i18next.addResourceBundle(language, 'upstream', texts);
}
