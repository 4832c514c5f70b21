type Entry = Readonly<Record<string, unknown>> & {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

export type Lockfile = { readonly packages: Readonly<Record<string, Entry>> };

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openbsd', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];
const SQLITE = 'node_modules/better-sqlite3';

/** Optional packages of a platform that some package names and the lockfile does not have. */
export function missingPlatforms({ packages }: Lockfile): ReadonlyMap<string, Entry> {
  const missing = new Map<string, Entry>();
  for (const parent of Object.values(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const place = `node_modules/${name}`;
      if (Object.keys(packages).some((key) => key === place || key.endsWith(`/${place}`))) continue;
      missing.set(place, entryOf(name, version, parent.dev === true));
    }
  }
  return missing;
}

/** The lockfile with an entry for each of them, and without a compiler for what comes compiled. */
export function completed(lockfile: Lockfile): Lockfile {
  const { '': root = {}, ...packages } = lockfile.packages;
  const all = { ...packages, ...Object.fromEntries(missingPlatforms(lockfile)) };
  const sqlite = all[SQLITE];
  if (sqlite) {
    // It ships compiled; npm forgets that it says so, and would ask for a compiler on every machine.
    all[SQLITE] = { ...sqlite, gypfile: false };
  }
  const sorted = Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { ...lockfile, packages: { '': root, ...Object.fromEntries(sorted) } };
}

/** What npm needs to know to leave it alone on every other platform: its name says it. */
function entryOf(name: string, version: string, isDev: boolean): Entry {
  const parts = name.split(/[/-]/);
  const system = SYSTEMS.find((item) => parts.includes(item));
  const processor = PROCESSORS.find((item) => parts.includes(item));
  if (!system || !processor) throw new Error(`${name} does not say for which platform it is`);
  const libc = parts.some((part) => part.startsWith('musl')) ? ['musl'] : ['glibc'];
  return {
    version,
    cpu: [processor],
    ...(isDev ? { dev: true } : {}),
    ...(system === 'linux' ? { libc } : {}),
    optional: true,
    os: [system],
  };
}
