import { useTranslation } from '../i18n/use-translation.ts';
import { CHEVRON_BACK } from '../ui/icon-shapes.ts';
import { Face } from '../ui/face.tsx';
import { Icon } from '../ui/icon.tsx';
import { followUpKind, type GivenAnswer } from './answer.ts';
import { ContactPanel } from './contact-panel.tsx';
import { FollowUpPanel } from './follow-up-panel.tsx';
import { Languages } from './languages.tsx';
import type { Screen } from './screen.ts';
import type { Settings } from './settings.ts';
import { TalkPanel } from './talk-panel.tsx';
import type { Feedback } from './use-feedback.ts';
import { WordsPanel } from './words-panel.tsx';

type Props = {
  readonly screen: Extract<Screen, { kind: 'thanks' }>;
  readonly settings: Settings;
  readonly feedback: Feedback;
};

/** What follows a touch: thanks at once, and what else somebody may want to say. */
export function ThanksScreen({ screen, settings, feedback }: Props) {
  const { answer, panel, closing } = screen;
  const back = (): void => feedback.open('reasons');
  if (panel === 'words') {
    return (
      <WordsPanel
        words={answer.words}
        closing={closing}
        onDone={feedback.writeWords}
        onBack={back}
      />
    );
  }
  if (panel === 'contact') {
    return <ContactPanel closing={closing} onGive={feedback.giveContact} onBack={back} />;
  }
  const kind = followUpKind(answer.score);
  return (
    <section className={`thanks thanks-${kind}`}>
      <ThanksSide answer={answer} languages={settings.languages} onChange={feedback.change} />
      {panel === 'talk' ? (
        <TalkPanel talk={answer.talk} closing={closing} onBack={back} onFinish={feedback.finish} />
      ) : (
        <FollowUpPanel
          answer={answer}
          reasons={kind === 'thanks' ? settings.thanksReasons : settings.betterReasons}
          closing={closing}
          feedback={feedback}
        />
      )}
    </section>
  );
}

type SideProps = {
  readonly answer: GivenAnswer;
  readonly languages: readonly string[];
  readonly onChange: () => void;
};

function ThanksSide({ answer, languages, onChange }: SideProps) {
  const { t } = useTranslation('feedback');
  const hasAskedForStaff = answer.talk !== 'not-asked';
  return (
    <div className="thanks-side">
      <Face score={answer.score} />
      <div className="thanks-words" aria-live="polite">
        <h2>{t('thanks.title')}</h2>
        {answer.saving === 'saved' ? (
          <p>
            {t('thanks.saved')}
            <br />
            {hasAskedForStaff ? null : t('thanks.canGo')}
          </p>
        ) : (
          <p>{t(answer.saving === 'sending' ? 'thanks.sending' : 'thanks.notSaved')}</p>
        )}
      </div>
      <div className="thanks-controls">
        <button type="button" className="change" onClick={onChange}>
          <Icon shape={CHEVRON_BACK} stroke={2.4} followsReading />
          {t('change')}
        </button>
        <Languages languages={languages} onlyOthers />
      </div>
    </div>
  );
}
