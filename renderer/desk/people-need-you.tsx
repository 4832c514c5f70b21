import { type ReactNode, useRef } from 'preact/compat';
import type { DeskHelp } from '../../shared/contract/snapshots.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { Face } from '../ui/face.tsx';
import { CHAT, CLOCK, HAND, PHONE, SPEAKER, WARNING } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import { useNow } from '../ui/now.ts';
import { ConflictItem } from './conflict-item.tsx';
import type { Desk, OpenMenu } from './desk.ts';
import { helpStage, newestFirst } from './help-stage.ts';
import { ProblemLine } from './problem-line.tsx';
import { StepButton } from './step-button.tsx';
import type { Alarm } from './use-alarm.ts';
import { useKeepFocus } from './use-keep-focus.ts';
import { longWaiting, LONG_WAIT_MINUTES, waitedMinutes } from './waited.ts';

type Props = {
  readonly desk: Desk;
  readonly alarm: Alarm;
  readonly onShowLong: () => void;
  readonly onMore: OpenMenu;
};

/** Who asked for a person, newest on top; whom the hospital's list does not expect; who waits too long. */
export function PeopleNeedYou({ desk, alarm, onShowLong, onMore }: Props) {
  const section = useRef<HTMLElement>(null);
  useKeepFocus(section);
  const now = useNow(5_000);
  const { t } = desk.words;
  const help = newestFirst(desk.snapshot.help);
  const isLong = longWaiting(desk.snapshot.entries, now).length > 0;
  const overdue = help.filter((one) => helpStage(one, now) === 'overdue').length;
  const { conflicts } = desk.snapshot;
  const count = help.length + conflicts.length + (isLong ? 1 : 0);
  return (
    <section ref={section} className="card need-you" aria-labelledby="need-you-title">
      <h2 id="need-you-title">
        {t('help.title')}
        {count === 0 ? null : <span className="count">{count}</span>}
        {overdue === 0 ? null : (
          <span className="chip bad">
            <Icon shape={WARNING} />
            {t('help.overdueCount', { count: overdue })}
          </span>
        )}
      </h2>
      {alarm.state === 'blocked' && help.length > 0 ? (
        <button type="button" className="button small" onClick={alarm.allow}>
          <Icon shape={SPEAKER} />
          {t('help.allowSound')}
        </button>
      ) : null}
      {count === 0 ? <p className="muted">{t('help.nobody')}</p> : null}
      <ul aria-live="polite">
        {help.map((one) => (
          <HelpItem key={one.helpId} desk={desk} help={one} now={now} />
        ))}
        {conflicts.map((conflict) => (
          <ConflictItem key={conflict.conflictId} {...{ desk, conflict, onMore }} />
        ))}
        {isLong ? <LongWaits desk={desk} now={now} onShow={onShowLong} /> : null}
      </ul>
    </section>
  );
}

function HelpItem({
  desk,
  help,
  now,
}: {
  readonly desk: Desk;
  readonly help: DeskHelp;
  readonly now: EpochMs;
}) {
  const { steps, words } = desk;
  const place = `help ${help.helpId}`;
  const isOverdue = helpStage(help, now) === 'overdue';
  const answer = (): void => {
    void steps.take({ place, name: 'help:answer', body: { helpId: help.helpId } });
  };
  return (
    <li className={isOverdue ? 'help overdue' : 'help'}>
      <span className={`help-icon ${help.kind}`}>{helpIcon(help)}</span>
      <div>
        <p className="strong">
          {words.t(`help.kind.${help.kind}`, { place: help.place, ticket: help.ticket ?? '' })}
        </p>
        <p className="muted">{helpDetails(desk, help, now).join(' ')}</p>
        {isOverdue ? (
          <p className="overdue-words">
            <Icon shape={WARNING} />
            {words.t('help.overdue')}
          </p>
        ) : null}
        <div className="actions">
          <StepButton {...{ steps, place }} isSmall kind="main" onStep={answer}>
            {words.t('help.iGo')}
          </StepButton>
        </div>
        <ProblemLine desk={desk} place={place} />
      </div>
    </li>
  );
}

function helpIcon({ kind, score }: DeskHelp): ReactNode {
  if (score !== null) return <Face score={score} outlined />;
  const shapes = { kiosk: HAND, phone: PHONE, 'talk-now': CHAT, 'too-late': CLOCK };
  return <Icon shape={shapes[kind]} />;
}

function helpDetails({ snapshot, words }: Desk, help: DeskHelp, now: EpochMs): readonly string[] {
  const details = [`${words.capital(words.ago(help.askedAt, now))}.`];
  if (help.kind === 'talk-now' || help.kind === 'too-late') {
    details.push(`${help.place}.`);
  }
  const screen = knownScreen(help.screen);
  if (screen !== null)
    details.push(words.t('help.onScreen', { screen: words.t(`screen.${screen}`) }));
  if (help.language !== snapshot.languages[0]) {
    details.push(`${words.capital(words.languageName(help.language))}.`);
  }
  return details;
}

const SCREENS = [
  'welcome',
  'birthdate',
  'name',
  'appointment',
  'confirmation',
  'not-found',
  'too-early',
  'too-late',
  'walk-in',
] as const;

function knownScreen(screen: string | null): (typeof SCREENS)[number] | null {
  return SCREENS.find((known) => known === screen) ?? null;
}

function LongWaits({
  desk,
  now,
  onShow,
}: {
  readonly desk: Desk;
  readonly now: EpochMs;
  readonly onShow: () => void;
}) {
  const { t } = desk.words;
  const people = longWaiting(desk.snapshot.entries, now);
  const [longest] = people;
  if (longest === undefined) return null;
  const about = { ticket: longest.ticket, count: waitedMinutes(longest, now) };
  return (
    <li className="help">
      <span className="help-icon long">
        <Icon shape={CLOCK} />
      </span>
      <div>
        <p className="strong">
          {people.length === 1
            ? t('long.one', about)
            : t('long.many', { count: people.length, minutes: LONG_WAIT_MINUTES })}
        </p>
        <p className="muted">
          {people.length === 1 ? t('long.tellWhy') : t('long.longest', about)}
        </p>
        {people.length === 1 ? null : (
          <div className="actions">
            <button type="button" className="button small" onClick={onShow}>
              {t('long.show')}
            </button>
          </div>
        )}
      </div>
    </li>
  );
}
