import { useEffect, useRef } from 'preact/compat';
import { changeLanguage } from '../i18n/i18n.ts';
import { offeredLanguage } from './offered-language.ts';

/** Once the clinic's languages are known, the page takes the person's own among them. */
export function useLanguage(offered: readonly string[] | null): void {
  const isChosen = useRef(false);
  useEffect(() => {
    if (offered === null || isChosen.current) return;
    isChosen.current = true;
    changeLanguage(offeredLanguage(navigator.languages, offered));
  }, [offered]);
}
