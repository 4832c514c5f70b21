import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { build } from 'electron-builder';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageApp, type PackagedApp } from './packaged-app.ts';

const MEGABYTE = 1024 * 1024;
let app: PackagedApp;

beforeAll(async () => {
  app = await packageApp();
}, 60_000);
afterAll(() => app[Symbol.dispose]());

function filesIn(folder: string): readonly string[] {
  return globSync('**/*', { cwd: folder }).filter((name) =>
    statSync(path.join(folder, name)).isFile(),
  );
}

function packed(): readonly string[] {
  return listPackage(app.asarFile, { isPack: false })
    .map((name) => name.slice(1))
    .filter((name) => !('files' in statFile(app.asarFile, name)));
}

function onMachine(name: string): string {
  return path.join(app.debRoot, name);
}

function debArgument(name: string): string | undefined {
  return app.debArguments[app.debArguments.indexOf(name) + 1];
}

test('a package holds what was built and the one library with native code, and nothing else', () => {
  const built = ['electron', 'server', 'renderer'].flatMap((part) =>
    filesIn(`dist/${part}`).map((name) => `dist/${part}/${name}`),
  );
  const library = [
    'LICENSE',
    'package.json',
    ...filesIn('node_modules/better-sqlite3/lib').map((name) => `lib/${name}`),
  ];
  const native = `prebuilds/linux-${process.arch}.node`;

  expect(packed().toSorted()).toEqual(
    [
      'package.json',
      ...built.filter((name) => !name.endsWith('.built-from')),
      ...[...library, native].map((name) => `node_modules/better-sqlite3/${name}`),
    ].toSorted(),
  );
});

test('no source, source map or test is shipped', () => {
  expect(packed().filter((name) => /\.(map|tsx?)$|\.(test|spec)\./.test(name))).toEqual([]);
});

test('the program of the package is there, is one file, and so are its preload, its server and its threads', () => {
  const programs = packed().filter((name) => /^dist\/(electron|server)\/.*\.c?js$/.test(name));
  const manifest: unknown = JSON.parse(extractFile(app.asarFile, 'package.json').toString());
  const preload = extractFile(app.asarFile, 'dist/electron/preload.cjs').toString();

  expect(programs.toSorted()).toEqual([
    'dist/electron/main.js',
    'dist/electron/preload.cjs',
    'dist/server/backup-worker.js',
    'dist/server/learn-worker.js',
    'dist/server/main.js',
    'dist/server/wait-worker.js',
  ]);
  expect(manifest).toMatchObject({ main: 'dist/electron/main.js', type: 'module' });
  expect([...preload.matchAll(/\brequire\(([^)]*)\)/g)].map(([, name]) => name)).toEqual([
    '"electron"',
  ]);
});

test('only native code lies outside the archive, and it is that of this machine', () => {
  const file = `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`;
  const unpacked = `${app.asarFile}.unpacked`;

  expect(filesIn(unpacked)).toEqual([file]);
  expect(readFileSync(path.join(unpacked, file)).equals(readFileSync(file))).toBe(true);
});

test('our part of a package stays small', () => {
  const bytes = [app.asarFile, ...globSync(`${app.asarFile}.unpacked/**/*.node`)]
    .map((file) => statSync(file).size)
    .reduce((sum, size) => sum + size, 0);
  console.log(`Shipped beside Electron: ${(bytes / MEGABYTE).toFixed(1)} MB`);

  expect(bytes).toBeLessThan(12 * MEGABYTE);
});

test('the program cannot be made to run other code: every way in is fused shut', async () => {
  const wire = await getCurrentFuseWire(path.join(app.programFolder, 'foyer-kiosk'));
  const isOn = (fuse: FuseV1Options): boolean => wire[fuse] === '1'.codePointAt(0);

  expect(isOn(FuseV1Options.RunAsNode)).toBe(false);
  expect(isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false);
  expect(isOn(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false);
  expect(isOn(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(false);
  expect(isOn(FuseV1Options.EnableCookieEncryption)).toBe(false);
  expect(isOn(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true);
  expect(isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true);
});

test('it speaks the languages of our pages and asks nobody for updates', () => {
  expect(filesIn(path.join(app.programFolder, 'locales')).toSorted()).toEqual([
    'ar.pak',
    'en-US.pak',
    'es.pak',
  ]);
  expect(existsSync(path.join(app.programFolder, 'resources/app-update.yml'))).toBe(false);
});

test('a setting that does not exist is refused before anything is packaged', async () => {
  // A cast, because the types would refuse it too.
  const config = { shipEverything: true } as object;

  await expect(build({ linux: ['dir'], publish: 'never', config })).rejects.toThrow(
    /unknown property 'shipEverything'/,
  );
});

test('the deb package has its name, and needs a screen, a window manager and the libraries of Electron', () => {
  const needed = app.debArguments.filter((_, index) => app.debArguments[index - 1] === '-d');

  expect(debArgument('--name')).toBe('foyer-kiosk');
  expect(debArgument('--version')).toBe('0.1.0');
  expect(debArgument('--architecture')).toBe(process.arch === 'x64' ? 'amd64' : process.arch);
  expect(debArgument('--maintainer')).toMatch(/^.+ <.+@.+>$/);
  expect(path.basename(debArgument('--package') ?? '')).toMatch(/^foyer-kiosk_0\.1\.0_\w+\.deb$/);
  expect(needed).toEqual(
    expect.arrayContaining(['libgtk-3-0', 'libnss3', 'libgbm1', 'xserver-xorg-core', 'openbox']),
  );
});

test('the deb package brings the program, its menu entry, its icon and its services', () => {
  const entry = readFileSync(onMachine('usr/share/applications/foyer-kiosk.desktop'), 'utf8');

  expect(entry).toContain('\nExec=/opt/FoyerKiosk/foyer-kiosk ');
  expect(entry).toContain('\nStartupWMClass=foyer-kiosk\n');
  expect(existsSync(onMachine('usr/share/icons/hicolor/512x512/apps/foyer-kiosk.png'))).toBe(true);
  expect(filesIn(onMachine('usr/lib/systemd/system')).toSorted()).toEqual([
    'foyer-kiosk-screen.service',
    'foyer-kiosk.service',
  ]);
});

test('everything that a service or a session starts is in the package, and can be started', () => {
  const starting = [
    ...filesIn(onMachine('usr/lib/systemd/system')).map((name) => `usr/lib/systemd/system/${name}`),
    'usr/lib/foyer-kiosk/session',
  ].map((name) => readFileSync(onMachine(name), 'utf8'));
  const named = starting.flatMap(
    (text) => text.match(/\/(?:usr\/lib\/foyer-kiosk|opt)\/[\w./-]+/g) ?? [],
  );
  const started = starting.flatMap((text) =>
    [...text.matchAll(/(?:ExecStart(?:Pre)?=|exec )(\/(?:usr\/lib|opt)\/\S+)/g)].map(
      ([, file = '']) => file,
    ),
  );

  expect(named.filter((file) => !existsSync(onMachine(file)))).toEqual([]);
  expect(started).toHaveLength(3);
  for (const file of started) expect(statSync(onMachine(file)).mode & 0o111).toBe(0o111);
});

test('scripts of the package are valid, and their macros have been filled in', () => {
  for (const name of ['after-install', 'before-remove', 'after-remove']) {
    const script = app.debScript(name);
    execFileSync('sh', ['-n'], { input: script });
    expect(script).not.toMatch(/\$\{/);
  }
});

test('installing makes a user for the kiosk and never takes over the display by itself', () => {
  const script = app.debScript('after-install');

  expect(script).toContain('adduser --system --group --home /var/lib/foyer-kiosk');
  expect(script).not.toMatch(/^\s*systemctl (enable|start|restart)/m);
});

test('removing leaves what the clinic has stored', () => {
  const scripts = app.debScript('before-remove') + app.debScript('after-remove');

  expect(scripts).not.toMatch(
    /^\s*(rm|rmdir|deluser|userdel)\b.*(\/var\/lib|\/etc\/foyer|foyer-kiosk$)/m,
  );
});
