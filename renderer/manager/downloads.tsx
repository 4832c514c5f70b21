import { useState } from 'preact/compat';
import { DOWNLOAD } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import type { Span } from './calendar.ts';
import { type FileKind, saveFile } from './save-file.ts';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly span: Span; readonly token: string | null };

/** The days shown, as files for a spreadsheet. */
export function Downloads({ words, span, token }: Props) {
  const [hasFailed, setHasFailed] = useState(false);
  const { t } = words;
  const save = (kind: FileKind): void => {
    setHasFailed(false);
    void saveFile(kind, span, token).then((isSaved) => setHasFailed(!isSaved));
  };
  return (
    <div className="downloads">
      <button type="button" className="button" onClick={() => save('answers')}>
        <Icon shape={DOWNLOAD} />
        {t('download.answers')}
      </button>
      <button type="button" className="button" onClick={() => save('visits')}>
        <Icon shape={DOWNLOAD} />
        {t('download.visits')}
      </button>
      <output className="problem">{hasFailed ? t('download.failed') : null}</output>
    </div>
  );
}
