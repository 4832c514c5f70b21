import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { extractAll } from '@electron/asar';
import { z } from 'zod';
import { writeStandInElectron } from './stand-in-electron.ts';

const run = promisify(execFile);
const ARCH = process.arch === 'arm64' ? 'arm64' : 'x64';
const PackageFile = z.object({ devDependencies: z.object({ electron: z.string() }) });

export type PackagedApp = Disposable & {
  /** The program as it is installed, but on a made-up Electron. */
  readonly programFolder: string;
  readonly asarFile: string;
  /** What the maker of deb packages was told, one argument after the other. */
  readonly debArguments: readonly string[];
  /** What the deb package would put on a machine, seen from its root. */
  readonly debRoot: string;
  /** The content of one of its scripts, such as `after-install`. */
  readonly debScript: (name: string) => string;
};

/** Packages the kiosk for Linux with `npm run package`'s program: nothing is downloaded. */
export async function packageApp(): Promise<PackagedApp> {
  const folder = mkdtempSync(path.join(tmpdir(), 'foyer-package-'));
  const electron = path.join(folder, 'electron');
  const output = path.join(folder, 'output');
  const record = path.join(folder, 'record');
  mkdirSync(record);
  writeStandInElectron(electron, electronVersion());
  const systemAndTargets = ['--linux', 'dir', 'deb', '--arch', ARCH];
  await run(
    process.execPath,
    ['scripts/package.ts', ...systemAndTargets, '--electron-dist', electron, '--output', output],
    {
      env: {
        ...process.env,
        CUSTOM_FPM_PATH: path.resolve('tests/packaging/recording-fpm.sh'),
        RECORDED_PACKAGE: record,
      },
    },
  );
  const programFolder = path.join(
    output,
    ARCH === 'x64' ? 'linux-unpacked' : 'linux-arm64-unpacked',
  );
  return {
    programFolder,
    asarFile: path.join(programFolder, 'resources/app.asar'),
    debArguments: readFileSync(path.join(record, 'arguments'), 'utf8').split('\n'),
    debRoot: path.join(record, 'root'),
    debScript: (name) => readFileSync(path.join(record, name), 'utf8'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Packages the kiosk and takes the package apart again. Returns a folder, the caller's to remove, with what
 * is shipped and nothing else: `package.json`, `dist`, and the one package in `node_modules`.
 */
export async function extractPackaged(): Promise<string> {
  using app = await packageApp();
  const folder = mkdtempSync(path.join(tmpdir(), 'foyer-packaged-'));
  extractAll(app.asarFile, folder);
  return folder;
}

/** The Electron that packages are made with. */
export function electronVersion(): string {
  return PackageFile.parse(JSON.parse(readFileSync('package.json', 'utf8'))).devDependencies
    .electron;
}
