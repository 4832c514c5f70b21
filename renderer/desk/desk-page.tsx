import type { Connection } from '../realtime/connection.ts';
import { useLink, useSnapshot } from '../realtime/hooks.ts';
import { LinkScreen } from './link-screen.tsx';
import { OpenDesk } from './open-desk.tsx';

/** The desk: what the clinic is doing now, or why that cannot be shown. */
export function DeskPage({ connection }: { readonly connection: Connection<'desk'> }) {
  const snapshot = useSnapshot(connection);
  const link = useLink(connection);
  // A desk that is no longer allowed must not go on showing names.
  if (snapshot === null || link.kind === 'refused') return <LinkScreen link={link} />;
  return <OpenDesk connection={connection} snapshot={snapshot} link={link} />;
}
