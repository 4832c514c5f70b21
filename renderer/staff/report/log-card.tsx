import { useLayoutEffect, useRef } from 'preact/compat';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Card } from './card.tsx';

/** So far from its end the reader is still at the newest line. */
const NEAR_END_PX = 40;

type Props = { readonly lines: readonly string[] };

/** The newest lines of the log. It follows them unless somebody has scrolled back to read. */
export function LogCard({ lines }: Props) {
  const { t } = useTranslation('staff');
  const list = useRef<HTMLOListElement>(null);
  const isFollowing = useRef(true);
  useLayoutEffect(() => {
    if (list.current && isFollowing.current) list.current.scrollTop = list.current.scrollHeight;
  }, [lines]);
  const onScroll = (): void => {
    if (!list.current) return;
    const { scrollHeight, scrollTop, clientHeight } = list.current;
    isFollowing.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  };
  return (
    <Card title={t('report.log')}>
      {lines.length === 0 ? (
        <p>{t('report.noLog')}</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ol className="log" dir="ltr" ref={list} tabIndex={0} onScroll={onScroll}>
          {lines.map((line, index) => (
            // Lines have no name of their own and only move up.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index}>{line}</li>
          ))}
        </ol>
      )}
    </Card>
  );
}
