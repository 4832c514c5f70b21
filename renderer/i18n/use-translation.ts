import i18next, { type FlatNamespace, type i18n, type TFunction } from 'i18next';
import { useSyncExternalStore } from 'preact/compat';

/** The texts of a catalogue in the language now spoken; whoever uses them is drawn again when it changes. */
export function useTranslation<N extends FlatNamespace>(
  namespace: N,
): { readonly t: TFunction<N>; readonly i18n: i18n } {
  const language = useSyncExternalStore(onLanguage, () => i18next.language);
  return { t: textsOf(language, namespace), i18n: i18next };
}

function onLanguage(onChange: () => void): () => void {
  i18next.on('languageChanged', onChange);
  return () => i18next.off('languageChanged', onChange);
}

function textsOf<N extends FlatNamespace>(language: string, namespace: N): TFunction<N> {
  const key = `${language} ${namespace}`;
  const known = texts.get(key) ?? i18next.getFixedT(language, namespace);
  texts.set(key, known);
  // True because the key holds the namespace.
  return known as TFunction<N>;
}

/** One function for each language and catalogue, so that it is the same at every drawing. */
const texts = new Map<string, unknown>();
