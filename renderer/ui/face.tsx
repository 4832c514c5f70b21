import type { ReactNode } from 'preact/compat';

const INK = '#0B2B30';

const FILLS: Readonly<Record<number, string>> = {
  4: '#FFC02E',
  3: '#FFE08A',
  0: '#D5DDDC',
  2: '#9CC4EE',
  1: '#5B97DD',
};

type Props = {
  /** 4 very good, 3 good, 0 neither, 2 poor, 1 very poor. */
  readonly score: number;
  /** On light pages a face needs an ink outline: its fill alone is not enough contrast (UX 5.1). */
  readonly outlined?: boolean;
};

/** Faces differ by shape before colour: they work in grey and at 44 px (UX 5.4). */
export function Face({ score, outlined = false }: Props) {
  return (
    <svg className="face" viewBox="0 0 200 200" aria-hidden="true">
      <circle
        cx="100"
        cy="100"
        r={outlined ? 96.5 : 100}
        fill={FILLS[score] ?? FILLS[0]}
        {...(outlined ? { stroke: INK, strokeWidth: 6 } : {})}
      />
      {FEATURES[score] ?? FEATURES[0]}
    </svg>
  );
}

const FEATURES: Readonly<Record<number, ReactNode>> = {
  4: (
    <>
      <ellipse cx="33" cy="106" rx="12" ry="8.5" fill="#FF9A1F" />
      <ellipse cx="167" cy="106" rx="12" ry="8.5" fill="#FF9A1F" />
      <Line d="M50 86 Q66 58 82 86" />
      <Line d="M118 86 Q134 58 150 86" />
      <Mouth d="M54 112 H146 C146 143 126 164 100 164 C74 164 54 143 54 112Z" />
      <path
        d="M73 151 C80 139 90 134 100 134 C110 134 120 139 127 151 C119 157 110 160 100 160 C90 160 81 157 73 151Z"
        fill="#F2705A"
      />
    </>
  ),
  3: (
    <>
      <Eyes y={80} left={67} right={133} />
      <Line d="M56 122 Q100 168 144 122" />
    </>
  ),
  0: (
    <>
      <Eyes y={84} left={67} right={133} />
      <Line d="M64 134 H136" />
    </>
  ),
  2: (
    <>
      <Eyes y={90} left={67} right={133} />
      <Line d="M47 67 Q58 59 76 57" />
      <Line d="M153 67 Q142 59 124 57" />
      <Line d="M62 150 Q100 118 138 150" />
    </>
  ),
  1: (
    <>
      <Eyes y={92} left={65} right={135} />
      <Line d="M41 76 L79 54" />
      <Line d="M159 76 L121 54" />
      <Mouth d="M52 162 C54 132 75 116 100 116 C125 116 146 132 148 162 C135 150 118 145 100 145 C82 145 65 150 52 162Z" />
    </>
  ),
};

function Eyes({
  y,
  left,
  right,
}: {
  readonly y: number;
  readonly left: number;
  readonly right: number;
}) {
  return (
    <>
      <ellipse cx={left} cy={y} rx="9.5" ry="11.5" fill={INK} />
      <ellipse cx={right} cy={y} rx="9.5" ry="11.5" fill={INK} />
    </>
  );
}

function Line({ d }: { readonly d: string }) {
  return (
    <path
      d={d}
      fill="none"
      stroke={INK}
      strokeWidth="11"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  );
}

function Mouth({ d }: { readonly d: string }) {
  return <path d={d} fill={INK} stroke={INK} strokeWidth="9" strokeLinejoin="round" />;
}
