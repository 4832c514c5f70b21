import type { Connection } from '../realtime/connection.ts';
import { useLink, useSnapshot } from '../realtime/hooks.ts';
import { LinkScreen } from './link-screen.tsx';
import { OpenReport } from './open-report.tsx';

type Props = {
  readonly connection: Connection<'manager'>;
  readonly token: string | null;
};

/** The manager's report, or why it cannot be shown. */
export function ManagerPage({ connection, token }: Props) {
  const snapshot = useSnapshot(connection);
  const link = useLink(connection);
  // A page that is no longer allowed must not go on showing contact details.
  if (snapshot === null || link.kind === 'refused') return <LinkScreen link={link} />;
  return <OpenReport connection={connection} token={token} snapshot={snapshot} link={link} />;
}
