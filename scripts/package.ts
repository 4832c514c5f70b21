import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { build, type Configuration } from 'electron-builder';
import { z } from 'zod';
import {
  isNetworkFailure,
  missingDownloads,
  type System,
  type WantedPackage,
} from './build/missing-downloads.ts';
import { ensureBuilt, PAGES_TARGET, PROGRAM_TARGETS } from './build/targets.ts';

const DEFAULT_TARGETS: Readonly<Record<System, readonly string[]>> = {
  linux: ['deb', 'AppImage'],
  win: ['nsis'],
  mac: ['dmg'],
};
const SYSTEM_HERE: Readonly<Partial<Record<NodeJS.Platform, System>>> = {
  win32: 'win',
  darwin: 'mac',
};
const PackageFile = z.object({ devDependencies: z.object({ electron: z.string() }) });

type Options = {
  /** True: the system without a list of installers. */
  readonly linux?: readonly string[] | true;
  readonly win?: readonly string[] | true;
  readonly mac?: readonly string[] | true;
  readonly arch: 'x64' | 'arm64';
  readonly electronDist?: string;
  readonly output?: string;
};

const options = new Command('package')
  .description('Makes installers of the kiosk. Without a system: for the one it runs on.')
  .option('--linux [targets...]', 'deb, AppImage or dir')
  .option('--win [targets...]', 'nsis or dir')
  .option('--mac [targets...]', 'dmg or dir')
  .addOption(
    new Option('--arch <name>', 'of the machines it is for')
      .choices(['x64', 'arm64'])
      .default(process.arch === 'arm64' ? 'arm64' : 'x64'),
  )
  .option('--electron-dist <folder>', 'an unpacked release of Electron, instead of downloading it')
  .option('--output <folder>', 'where the installers go', 'release')
  .parse()
  .opts<Options>();

const wanted = wantedPackages();
try {
  await ensureBuilt([PAGES_TARGET, ...PROGRAM_TARGETS]);
  for (const one of wanted) await makePackages(one);
} catch (error) {
  console.error(`\n${sentenceFor(error)}`);
  process.exitCode = 1;
}

function wantedPackages(): readonly WantedPackage[] {
  const systems = (['linux', 'win', 'mac'] as const).filter((name) => options[name] !== undefined);
  const chosen = systems.length > 0 ? systems : [SYSTEM_HERE[process.platform] ?? 'linux'];
  return chosen.map((system) => {
    const named = options[system];
    const targets = named === undefined || named === true ? DEFAULT_TARGETS[system] : named;
    return { system, targets, arch: options.arch };
  });
}

async function makePackages({ system, targets }: WantedPackage): Promise<void> {
  const config: Configuration = {
    ...(options.electronDist === undefined ? {} : { electronDist: options.electronDist }),
    ...(options.output === undefined ? {} : { directories: { output: options.output } }),
  };
  const files = await build({
    [system]: [...targets],
    [options.arch]: true,
    publish: 'never',
    config,
  });
  for (const file of files) console.log(file);
}

function sentenceFor(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  if (!isNetworkFailure(error)) return `Packaging failed: ${reason}`;
  const { electron } = PackageFile.parse(
    JSON.parse(readFileSync('package.json', 'utf8')),
  ).devDependencies;
  return missingDownloads(wanted, electron, reason);
}
