export type System = 'linux' | 'win' | 'mac';

export type WantedPackage = {
  readonly system: System;
  /** Names of installers; `dir` is the unpacked program alone. */
  readonly targets: readonly string[];
  readonly arch: string;
};

const PLATFORM = { linux: 'linux', win: 'win32', mac: 'darwin' } as const;

/** How each kind of installer gets the tools that make it, when they cannot be downloaded. */
const TOOLS: Readonly<Record<string, string>> = {
  deb: 'fpm: CUSTOM_FPM_PATH=<file>, or `gem install fpm` and USE_SYSTEM_FPM=true',
  AppImage: 'the AppImage tools: APPIMAGE_TOOLS_PATH=<folder>',
  nsis: 'NSIS: ELECTRON_BUILDER_NSIS_DIR=<folder>',
};

/** Of an attempt to reach another computer, as Node and the registries' clients name them. */
const NETWORK_FAILURES = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'ERR_NON_2XX_3XX_RESPONSE',
]);

/** Whether something could not be fetched, as opposed to made. */
export function isNetworkFailure(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NETWORK_FAILURES.has(String(error.code));
}

/** What whoever packages without the internet has to provide, and how. */
export function missingDownloads(
  wanted: readonly WantedPackage[],
  electronVersion: string,
  reason: string,
): string {
  return [
    `Packaging needs files from the internet that are not here (${reason}).`,
    '',
    'Either run the same command once where there is internet, and copy its caches to this machine:',
    '  ~/.cache/electron and ~/.cache/electron-builder (Linux)',
    '',
    'Or provide them by hand:',
    ...wanted.flatMap((one) => byHand(one, electronVersion)),
  ].join('\n');
}

function byHand({ system, targets, arch }: WantedPackage, version: string): readonly string[] {
  const name = `electron-v${version}-${PLATFORM[system]}-${arch}.zip`;
  return [
    `  https://github.com/electron/electron/releases/download/v${version}/${name}`,
    '    unpacked into a folder: npm run package -- --electron-dist <folder> …',
    ...targets.flatMap((target) => {
      const tool = TOOLS[target];
      return tool === undefined ? [] : [`  ${tool}`];
    }),
  ];
}
