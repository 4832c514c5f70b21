import { useEffect, useState } from 'preact/compat';
import type { Connection } from '../realtime/connection.ts';
import { useSnapshot } from '../realtime/hooks.ts';
import { rememberedSettings, rememberSettings, type Settings } from './settings.ts';

/** The clinic's settings: of this moment, or as they were when the server was last there. */
export function useSettings(connection: Connection<'feedback'>): Settings {
  const [before] = useState(rememberedSettings);
  const snapshot = useSnapshot(connection);
  useEffect(() => {
    if (snapshot !== null) rememberSettings(snapshot);
  }, [snapshot]);
  return snapshot ?? before;
}
