import { useState } from 'react';
import type { Report } from '../../shared/contract/report.ts';
import { clockTime } from '../i18n/i18n.ts';
import { BELL, CHECK } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import { faceText } from './faces-card.tsx';
import type { Contacts, OpenContact } from './use-contacts.ts';
import type { Words } from './use-words.ts';

type Props = {
  readonly words: Words;
  readonly report: Report;
  readonly contacts: Contacts;
  readonly timeZone: string;
};

/** The people who wait for a call or a message, whichever days are shown; longest waiting first. */
export function ContactsCard({ words, report, contacts, timeZone }: Props) {
  const { t } = words;
  const { open } = contacts;
  return (
    <section className="card contacts">
      <h2>{t('contacts.title')}</h2>
      {open === null ? <p className="none">{t('reading')}</p> : null}
      {open?.length === 0 ? (
        <p className="all-done">
          <span className="quote-icon done">
            <Icon shape={CHECK} />
          </span>
          {t('contacts.none')}
        </p>
      ) : null}
      {open !== null && open.length > 0 ? (
        <>
          <p className="sub">{t('contacts.about')}</p>
          <ul className="people" tabIndex={0} aria-label={t('contacts.title')}>
            {open.map((contact) => (
              <Person
                key={contact.contactId}
                words={words}
                contact={contact}
                about={aboutText(contact, report, timeZone, words)}
                onDone={() => contacts.close(contact.contactId)}
              />
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

type PersonProps = {
  readonly words: Words;
  readonly contact: OpenContact;
  readonly about: string;
  readonly onDone: () => Promise<boolean>;
};

type Step = 'waiting' | 'asking' | 'saving' | 'failed';

function Person({ words, contact, about, onDone }: PersonProps) {
  const [step, setStep] = useState<Step>('waiting');
  const { t } = words;
  const confirm = (): void => {
    setStep('saving');
    void onDone().then((isDone) => {
      if (!isDone) setStep('failed');
    });
  };
  return (
    <li>
      <span className="quote-icon urgent">
        <Icon shape={BELL} />
      </span>
      <div>
        <p className="contact">
          <bdi>{contact.contact}</bdi>
        </p>
        <p className="quote-about">{about}</p>
        <p role="status" className="problem">
          {step === 'failed' ? t('contacts.failed') : null}
        </p>
      </div>
      {step === 'asking' || step === 'saving' ? (
        <div className="confirm" role="group" aria-label={t('contacts.sure')}>
          <span>{t('contacts.sure')}</span>
          <button
            type="button"
            className="button small primary"
            // The button that was pressed is gone; what follows it takes its focus.
            ref={(button) => button?.focus()}
            disabled={step === 'saving'}
            onClick={confirm}
          >
            {t('contacts.yes')}
          </button>
          <button type="button" className="button small" onClick={() => setStep('waiting')}>
            {t('contacts.no')}
          </button>
        </div>
      ) : (
        <button type="button" className="button small" onClick={() => setStep('asking')}>
          <Icon shape={CHECK} />
          {t('contacts.done')}
          <span className="visually-hidden">{contact.contact}</span>
        </button>
      )}
    </li>
  );
}

function aboutText(contact: OpenContact, report: Report, timeZone: string, words: Words): string {
  const { t, language } = words;
  const day = new Intl.DateTimeFormat(`${language === 'en' ? 'en-GB' : language}-u-nu-latn`, {
    timeZone,
    day: 'numeric',
    month: 'short',
  }).format(contact.askedAt);
  const time = clockTime(contact.askedAt, timeZone, language);
  const parts = [t('contacts.asked', { day, time })];
  if (contact.score !== null) {
    parts.push(t('contacts.after', { face: faceText(contact.score, words) }));
  }
  const reasons = contact.reasonIds.map((id) => words.label(report.reasonLabels[id] ?? { en: id }));
  if (reasons.length > 0) {
    parts.push(new Intl.ListFormat(language, { type: 'unit' }).format(reasons));
  }
  return parts.join(' · ');
}
