import { Icon } from './icon.tsx';
import { CONTRAST, CONTRAST_HALF, GLOBE, HAND, TEXT_SIZE } from './icon-shapes.ts';

type Words = {
  readonly label: string;
  readonly help: string;
  readonly bigger: string;
  readonly contrast: string;
  readonly language: string;
};
type Props = {
  readonly words: Words;
  readonly isBigger: boolean;
  readonly hasContrast: boolean;
  readonly onHelp: () => void;
  readonly onBigger: () => void;
  readonly onContrast: () => void;
  /** Null where there is only one language. */
  readonly onLanguage: (() => void) | null;
};

/** Help, size, contrast and language: at the same place on every screen (UX 1.2, 2.2). */
export function KioskBar(props: Props) {
  const { words, onLanguage } = props;
  return (
    <nav className="bar" aria-label={words.label}>
      <button type="button" className="bar-help" onClick={props.onHelp}>
        <Icon shape={HAND} />
        {words.help}
      </button>
      <button type="button" aria-pressed={props.isBigger} onClick={props.onBigger}>
        <Icon shape={TEXT_SIZE} />
        {words.bigger}
      </button>
      <button type="button" aria-pressed={props.hasContrast} onClick={props.onContrast}>
        <ContrastIcon />
        {words.contrast}
      </button>
      {onLanguage === null ? null : (
        <button type="button" onClick={onLanguage}>
          <Icon shape={GLOBE} />
          {words.language}
        </button>
      )}
    </nav>
  );
}

function ContrastIcon() {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <path d={CONTRAST} />
      <path d={CONTRAST_HALF} fill="currentColor" stroke="none" />
    </svg>
  );
}
