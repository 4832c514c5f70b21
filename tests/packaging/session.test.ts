import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { EXIT_CODES } from '../../electron/shell/exit-codes.ts';

const FOLDER = 'packaging/linux';

function read(name: string): string {
  return readFileSync(path.join(FOLDER, name), 'utf8');
}

/** The values of a key in a unit file, in any of its sections. */
function values(unit: string, key: string): readonly string[] {
  return [...read(unit).matchAll(/^(\w+)=(.*)$/gm)].flatMap(([, name, value = '']) =>
    name === key ? [value] : [],
  );
}

test('the scripts of the session are valid for a plain shell', () => {
  for (const name of ['session', 'screen-key', 'session.conf']) {
    execFileSync('sh', ['-n', path.join(FOLDER, name)]);
    expect(read(name)).not.toMatch(/\[\[|\bfunction\b|\blocal\b/);
  }
});

test('the kiosk is started again whatever happens, without end', () => {
  for (const unit of ['foyer-kiosk.service', 'foyer-kiosk-screen.service']) {
    expect(values(unit, 'Restart')).toEqual(['always']);
    expect(values(unit, 'StartLimitIntervalSec')).toEqual(['0']);
  }
});

test('only staff who end the kiosk with their PIN end it for good', () => {
  expect(values('foyer-kiosk.service', 'RestartPreventExitStatus')).toEqual([
    String(EXIT_CODES.leftByStaff),
  ]);
});

test('signs of life that the kiosk sends by another program count', () => {
  expect(values('foyer-kiosk.service', 'Type')).toEqual(['notify']);
  expect(values('foyer-kiosk.service', 'NotifyAccess')).toEqual(['all']);
  expect(values('foyer-kiosk.service', 'WatchdogSec')).toEqual(['60']);
  expect(values('foyer-kiosk.service', 'PAMName')).toEqual([]);
});

test('the kiosk runs as a user of its own, with no option that takes Chromium its sandbox', () => {
  expect(values('foyer-kiosk.service', 'User')).toEqual(['foyer-kiosk']);
  for (const key of ['NoNewPrivileges', 'RestrictNamespaces', 'SystemCallFilter', 'PrivateUsers']) {
    expect(values('foyer-kiosk.service', key)).toEqual([]);
  }
  expect(read('session')).not.toContain('--no-sandbox');
});

test('windows are placed by X and not by Wayland', () => {
  expect(read('session')).toMatch(/^exec \/opt\/FoyerKiosk\/foyer-kiosk --ozone-platform=x11$/m);
});

test('no key leads out of the session', () => {
  expect(read('openbox.xml')).toContain('<keyboard />');
  expect(read('openbox.xml')).not.toContain('<keybind');
  expect(read('xorg.conf')).toContain('Option "DontVTSwitch" "true"');
  expect(read('xorg.conf')).toContain('Option "DontZap" "true"');
});

test('the screen never sleeps, shows no pointer and is closed to the network', () => {
  const [server = ''] = /^ExecStart=(?:.*\\\n)*.*$/m.exec(read('foyer-kiosk-screen.service')) ?? [];

  for (const option of ['-nolisten tcp', '-nocursor', '-s 0', '-dpms', '-auth ']) {
    expect(server).toContain(option);
  }
});
