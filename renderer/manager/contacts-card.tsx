import { useRef, useState } from 'preact/compat';
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
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <section className="card contacts">
      <h2 ref={heading} tabIndex={-1}>
        {t('contacts.title')}
      </h2>
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
          <ul className="people">
            {open.map((contact) => (
              <Person
                key={contact.contactId}
                words={words}
                contact={contact}
                about={aboutText(contact, report, timeZone, words)}
                onDone={async () => {
                  const isDone = await contacts.close(contact.contactId);
                  // Their line and its buttons go, so the focus moves to what stays.
                  if (isDone) heading.current?.focus();
                  return isDone;
                }}
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

type Step = 'waiting' | 'asking' | 'saving' | 'kept' | 'failed';

/** When the button that was pressed goes, the one in its place takes the focus. */
const takeFocus = (button: HTMLButtonElement | null): void => button?.focus();

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
        <output className="problem">{step === 'failed' ? t('contacts.failed') : null}</output>
      </div>
      {step === 'asking' || step === 'saving' ? (
        <fieldset className="confirm">
          <legend>{t('contacts.sure')}</legend>
          <button
            type="button"
            className="button small primary"
            ref={takeFocus}
            disabled={step === 'saving'}
            onClick={confirm}
          >
            {t('contacts.yes')}
          </button>
          <button type="button" className="button small" onClick={() => setStep('kept')}>
            {t('contacts.no')}
          </button>
        </fieldset>
      ) : (
        <button
          type="button"
          className="button small"
          ref={step === 'waiting' ? null : takeFocus}
          onClick={() => setStep('asking')}
        >
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
