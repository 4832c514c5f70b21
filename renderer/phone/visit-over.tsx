import { useTranslation } from '../i18n/use-translation.ts';
import { PageFoot } from './page-foot.tsx';
import { Message } from './message.tsx';
import type { PageProps } from './page-props.ts';

/** The end: thanks, or the way back for somebody who was missed. */
export function VisitOver(page: PageProps) {
  const { t } = useTranslation('phone');
  const { snapshot } = page;
  if (snapshot.status === 'done') {
    return <Message title={t('done.title')} text={t('done.text')} snapshot={snapshot} />;
  }
  const ending = snapshot.status === 'no-show' ? 'noShow' : 'left';
  return (
    <Message title={t(`${ending}.title`)} text={t(`${ending}.text`)} snapshot={snapshot}>
      <PageFoot {...page} />
    </Message>
  );
}
