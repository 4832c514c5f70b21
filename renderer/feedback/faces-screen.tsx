import { useTranslation } from '../i18n/use-translation.ts';
import { CHECK } from '../ui/icon-shapes.ts';
import { Face } from '../ui/face.tsx';
import { Icon } from '../ui/icon.tsx';
import { type GivenAnswer, type Score, scoresShown } from './answer.ts';
import type { Closing } from './closing.ts';
import { ClosingTime } from './closing-time.tsx';
import { Languages } from './languages.tsx';
import type { Settings } from './settings.ts';

type Props = {
  readonly settings: Settings;
  readonly pressed: Score | null;
  readonly changing: { readonly answer: GivenAnswer; readonly closing: Closing } | null;
  readonly onFace: (score: Score) => void;
  /** Keeps the face touched before, instead of changing it. */
  readonly onKeep: () => void;
};

export function FacesScreen({ settings, pressed, changing, onFace, onKeep }: Props) {
  const { t } = useTranslation('feedback');
  const chosen = pressed ?? changing?.answer.score ?? null;
  return (
    <section className="faces-screen">
      <header>
        <Brand settings={settings} />
        <Languages languages={settings.languages} />
      </header>
      <h1>{t('question')}</h1>
      <fieldset className={`faces faces-${settings.faces}`} aria-label={t('question')}>
        {scoresShown(settings.faces).map((score) => (
          <button
            key={score}
            type="button"
            className={faceClass(score, pressed)}
            aria-pressed={chosen === null ? undefined : chosen === score}
            onClick={() => onFace(score)}
          >
            <Face score={score} />
            <span>{t(`face.${score}`)}</span>
          </button>
        ))}
      </fieldset>
      {changing === null ? (
        <p className="notes">
          <span>
            <Icon shape={CHECK} stroke={2.6} />
            {t('oneTouch')}
          </span>
          <span>{t('noName')}</span>
        </p>
      ) : (
        <div className="changing">
          <ClosingTime closing={changing.closing} />
          <button type="button" onClick={onKeep}>
            {t('keep')}
          </button>
        </div>
      )}
    </section>
  );
}

function faceClass(score: Score, pressed: Score | null): string {
  if (pressed === null) return '';
  return score === pressed ? 'pressed' : 'resting';
}

function Brand({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation('common');
  return (
    <div className="brand">
      <span className="dot" />
      <p>
        {settings.clinicName}
        {settings.isDemonstration && <small>{t('demonstration')}</small>}
      </p>
    </div>
  );
}
