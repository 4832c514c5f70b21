import { type ReactNode, useEffect, useId, useRef } from 'preact/compat';
import { Icon } from './icon.tsx';
import { CHECK } from './icon-shapes.ts';
import { useFit } from './kiosk-fit.ts';

type Props = {
  readonly clinicName: string;
  /** Said at the top of every screen of a demonstration. */
  readonly mark: string | null;
  /** Where the sun stands: it rises step by step. `ticket` and `clock` hold `inSun`. */
  readonly sun: 'welcome' | 'step' | 'letter' | 'question' | 'away' | 'ticket' | 'clock';
  readonly inSun?: ReactNode;
  readonly step?: string;
  readonly title: string;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
};

/** One kiosk screen: what to see above or at the start, what to touch below (UX 0, rule 4). */
export function KioskFrame(props: Props) {
  const { clinicName, mark, sun, inSun, step, title, hint, children } = props;
  const titleId = useId();
  const words = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  useFit(words);
  useFit(sheet);
  return (
    <>
      <header className={`see see-${sun}`}>
        {mark === null ? null : <p className="mark">{mark}</p>}
        <div className="see-words" ref={words}>
          <div>
            {sun === 'ticket' || clinicName === '' ? null : (
              <p className="brand">
                <span className="brand-dot" />
                {clinicName}
              </p>
            )}
            {step === undefined ? null : <p className="step">{step}</p>}
            <Title id={titleId} text={title} isDone={sun === 'ticket'} />
            {hint === undefined ? null : <div className="hint">{hint}</div>}
          </div>
        </div>
        <div className="sun" aria-hidden={inSun === undefined}>
          {inSun}
        </div>
      </header>
      <main className="touch" aria-labelledby={titleId}>
        <div className="sheet" ref={sheet}>
          {children}
        </div>
      </main>
    </>
  );
}

type TitleProps = { readonly id: string; readonly text: string; readonly isDone: boolean };

const LONG_TITLE = 19;

// A new screen starts at its heading, for those who hear it and those who tab through it.
function Title({ id, text, isDone }: TitleProps) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);
  return (
    <h1 id={id} ref={ref} tabIndex={-1} className={text.length >= LONG_TITLE ? 'long' : ''}>
      {isDone ? (
        <span className="tick">
          <Icon shape={CHECK} stroke={3.2} />
        </span>
      ) : null}
      {text}
    </h1>
  );
}
