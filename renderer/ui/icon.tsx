type Props = {
  /** One of the paths of `icon-shapes.ts`. */
  readonly shape: string;
  readonly stroke?: number;
  /** Arrows and chevrons point along the reading direction, so they turn round in Arabic. */
  readonly followsReading?: boolean;
};

/** An icon beside words, never instead of them: it is hidden from screen readers. */
export function Icon({ shape, stroke = 2, followsReading = false }: Props) {
  return (
    <svg
      className={followsReading ? 'icon icon-reading' : 'icon'}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={stroke}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={shape} />
    </svg>
  );
}
