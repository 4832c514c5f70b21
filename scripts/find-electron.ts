import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(import.meta.dirname, '../node_modules/electron');

export type ElectronSearch =
  | { readonly kind: 'found'; readonly program: string }
  | { readonly kind: 'missing'; readonly why: string };

type Machine = {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/**
 * The Electron that can open windows here: the one ELECTRON_BIN names, or the installed one. Never
 * downloads anything; importing the package would.
 */
export function findElectron({ platform, environment }: Machine): ElectronSearch {
  const hasDisplay = environment['DISPLAY'] || environment['WAYLAND_DISPLAY'];
  if (platform === 'linux' && !hasDisplay) return { kind: 'missing', why: 'there is no display' };
  const named = environment['ELECTRON_BIN'];
  const program = named ?? installed();
  if (program !== null && existsSync(program)) return { kind: 'found', program };
  return {
    kind: 'missing',
    why:
      named === undefined
        ? 'Electron itself is not here; with a network, `npx install-electron --no` fetches it'
        : `ELECTRON_BIN names ${named}, which is not there`,
  };
}

function installed(): string | null {
  const pathFile = path.join(FOLDER, 'path.txt');
  if (!existsSync(pathFile)) return null;
  return path.join(FOLDER, 'dist', readFileSync(pathFile, 'utf8'));
}
