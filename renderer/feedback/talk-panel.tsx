import { useTranslation } from '../i18n/use-translation.ts';
import { ARROW, BELL, PERSON } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import type { Talk } from './answer.ts';
import type { Closing } from './closing.ts';
import { ClosingBar } from './closing-bar.tsx';

type Props = {
  readonly talk: Talk;
  readonly closing: Closing;
  readonly onBack: () => void;
  readonly onFinish: () => void;
};

const SHAPES: Readonly<Record<Talk, string>> = {
  'not-asked': BELL,
  calling: BELL,
  coming: PERSON,
  'go-to-desk': ARROW,
};

/** Says whether somebody comes: only when the desk has the call, and the truth when it has not. */
export function TalkPanel({ talk, closing, onBack, onFinish }: Props) {
  const { t } = useTranslation('feedback');
  return (
    <div className="follow-up talk">
      <div className={`talk-state talk-${talk}`} aria-live="assertive">
        <Icon shape={SHAPES[talk]} followsReading={talk === 'go-to-desk'} />
        {talk !== 'not-asked' && (
          <>
            <h1>{t(`talk.${talk}.title`)}</h1>
            <p>{t(`talk.${talk}.next`)}</p>
          </>
        )}
      </div>
      <ClosingBar
        closing={closing}
        before={
          <button type="button" onClick={onBack}>
            {t('back')}
          </button>
        }
      >
        <button type="button" className="primary" onClick={onFinish}>
          {t('finish')}
        </button>
      </ClosingBar>
    </div>
  );
}
