import { useTranslation } from '../i18n/use-translation.ts';

/** After play: a calm wave that comes to a stop, no face and no reward (UX 4). */
export function RestScreen() {
  const { t } = useTranslation('feedback');
  return (
    <section className="rest-screen" aria-live="polite">
      <h1>{t('rest.title')}</h1>
      <p>{t('rest.back')}</p>
      <svg viewBox="0 0 1920 360" preserveAspectRatio="none" aria-hidden="true">
        <path className="wave wave-far" d={waveAlong(110, 34)} />
        <path className="wave wave-near" d={waveAlong(190, 44)} />
      </svg>
    </section>
  );
}

/** Six lengths of a wave, two more than are seen, so that it can move along either way. */
function waveAlong(height: number, swing: number): string {
  const lengths = Array.from({ length: 6 }, () => `q120 ${-swing} 240 0 t240 0`).join(' ');
  return `M-480 ${height} ${lengths} V360 H-480z`;
}
