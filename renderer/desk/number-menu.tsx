import { useState } from 'preact/compat';
import type { CommandInput, CommandValue, Need } from '../../shared/contract/commands.ts';
import { wordsForWait } from '../../shared/domain/waits/told/shown-wait.ts';
import { waitText } from '../i18n/wait-text.ts';
import { useNow } from '../ui/now.ts';
import type { Desk } from './desk.ts';
import { MenuDialog, useCloseMenu } from './menu-dialog.tsx';
import { NeedsPicker } from './needs-picker.tsx';
import { ProblemLine } from './problem-line.tsx';
import { StepButton } from './step-button.tsx';

const PLACE = 'number';
const LANGUAGES = ['en', 'es', 'ar'] as const;
type Language = CommandInput<'check-in:take-number'>['language'];
type Given = CommandValue<'check-in:take-number'>;

type Props = { readonly desk: Desk; readonly anchor: Element; readonly onClose: () => void };

/** Gives a number to someone who has no appointment. */
export function NumberMenu({ desk, anchor, onClose }: Props) {
  const [given, setGiven] = useState<Given | null>(null);
  return (
    <MenuDialog
      anchor={anchor}
      title={desk.words.t('number.title')}
      onClose={() => {
        desk.steps.forget(PLACE);
        onClose();
      }}
    >
      {given === null ? (
        <NumberForm desk={desk} onGiven={setGiven} />
      ) : (
        <GivenNumber {...{ desk, given }} />
      )}
    </MenuDialog>
  );
}

function NumberForm({
  desk,
  onGiven,
}: {
  readonly desk: Desk;
  readonly onGiven: (given: Given) => void;
}) {
  const { steps, words, snapshot } = desk;
  const { t, label } = words;
  const [serviceId, setServiceId] = useState(snapshot.services[0]?.serviceId ?? '');
  const [needs, setNeeds] = useState<readonly Need[]>([]);
  const [language, setLanguage] = useState<Language>(firstLanguage(snapshot.languages));
  const give = async (): Promise<void> => {
    const body = { serviceId, needs: [...needs], language };
    const given = await steps.take({ place: PLACE, name: 'check-in:take-number', body });
    if (given !== null) onGiven(given);
  };
  return (
    <>
      <label className="field">
        {t('number.service')}
        <select value={serviceId} onChange={(event) => setServiceId(event.currentTarget.value)}>
          {snapshot.services.map((service) => (
            <option key={service.serviceId} value={service.serviceId}>
              {label(service.label)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('number.language')}
        <select
          value={language}
          onChange={({ currentTarget }) => setLanguage(firstLanguage([currentTarget.value]))}
        >
          {LANGUAGES.filter((code) => snapshot.languages.includes(code)).map((code) => (
            <option key={code} value={code}>
              {words.languageName(code)}
            </option>
          ))}
        </select>
      </label>
      <NeedsPicker {...{ words, needs }} onNeeds={setNeeds} />
      <StepButton {...{ steps }} place={PLACE} kind="main" onStep={() => void give()}>
        {t('number.give')}
      </StepButton>
      <ProblemLine desk={desk} place={PLACE} />
    </>
  );
}

function GivenNumber({ desk, given }: { readonly desk: Desk; readonly given: Given }) {
  const now = useNow(10_000);
  const close = useCloseMenu();
  const { t, label, common, capital } = desk.words;
  return (
    <div className="given" aria-live="polite">
      <p>{t('number.given')}</p>
      <p className="ticket ltr">{given.ticket}</p>
      <p>
        {label(given.areaLabel)}. {capital(waitText(wordsForWait(given.wait, now), common))}.
      </p>
      <button type="button" className="button main" onClick={close}>
        {t('number.done')}
      </button>
    </div>
  );
}

function firstLanguage(codes: readonly string[]): Language {
  return LANGUAGES.find((code) => code === codes[0]) ?? 'en';
}
