import { useTranslation } from '../i18n/use-translation.ts';
import type { Reason } from '../../shared/domain/clinic.ts';
import { CHAT, PERSON, PHONE } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import { followUpKind, type GivenAnswer } from './answer.ts';
import type { Closing } from './closing.ts';
import { ClosingBar } from './closing-bar.tsx';
import { ReasonChips } from './reason-chips.tsx';
import type { Feedback } from './use-feedback.ts';

type Props = {
  readonly answer: GivenAnswer;
  readonly reasons: readonly Reason[];
  readonly closing: Closing;
  readonly feedback: Feedback;
};

export function FollowUpPanel({ answer, reasons, closing, feedback }: Props) {
  const { t } = useTranslation('feedback');
  const kind = followUpKind(answer.score);
  const isThanks = kind === 'thanks';
  const question = t(isThanks ? 'good.title' : 'better.title');
  const hasMore = answer.reasonIds.length > 0 || answer.words !== '';
  return (
    <div className="follow-up">
      <h1>{question}</h1>
      <p className="sub">{t(isThanks ? 'good.sub' : 'better.sub')}</p>
      <ReasonChips
        question={question}
        reasons={reasons}
        chosen={answer.reasonIds}
        onTurn={feedback.turnReason}
      />
      <button type="button" className="say" onClick={() => feedback.open('words')}>
        <Icon shape={CHAT} />
        {answer.words === '' ? (
          <>
            <b>{t('words.open')}</b> <span>{t('words.noNames')}</span>
          </>
        ) : (
          <>
            <q>{answer.words}</q> <span>{t('words.edit')}</span>
          </>
        )}
      </button>
      {kind === 'better' && <PutRight answer={answer} feedback={feedback} />}
      <ClosingBar closing={closing}>
        <button type="button" className="primary" onClick={feedback.finish}>
          {t(isThanks && !hasMore ? 'finish' : 'sendAndFinish')}
        </button>
      </ClosingBar>
    </div>
  );
}

/** The only place that may ask for a person, and for how to reach one (UX 4). */
function PutRight({ answer, feedback }: Pick<Props, 'answer' | 'feedback'>) {
  const { t } = useTranslation('feedback');
  return (
    <div className="put-right">
      <b>{t('putRight.title')}</b>
      {answer.talk === 'not-asked' ? (
        <button type="button" onClick={feedback.talkToStaff}>
          <Icon shape={PERSON} />
          {t('putRight.talk')}
        </button>
      ) : (
        <p aria-live="polite">{t(`talk.${answer.talk}.short`)}</p>
      )}
      {answer.contact === null ? (
        <button type="button" onClick={() => feedback.open('contact')}>
          <Icon shape={PHONE} />
          {t('putRight.contact')}
        </button>
      ) : (
        <p aria-live="polite">{t(`contact.${answer.contact}`)}</p>
      )}
    </div>
  );
}
