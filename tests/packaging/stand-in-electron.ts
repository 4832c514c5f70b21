import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Marks the place of the fuses in Electron's program (`electron/fuses`, version 1 of their wire). */
const FUSE_MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const WIRE_VERSION = 1;
/** As Electron leaves its fuses: run as Node, options of Node, inspecting and file privileges are on. */
const FUSES_AS_RELEASED = '101100011';

const LANGUAGES = ['ar', 'de', 'en-US', 'es', 'fr'];
const OTHER_FILES = ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'resources.pak'];

/** Writes a folder that looks to a packager like an unpacked release of Electron for Linux. */
export function writeStandInElectron(folder: string, version: string): void {
  mkdirSync(path.join(folder, 'locales'), { recursive: true });
  mkdirSync(path.join(folder, 'resources'));
  for (const language of LANGUAGES) writeFileSync(path.join(folder, `locales/${language}.pak`), '');
  for (const file of OTHER_FILES) writeFileSync(path.join(folder, file), '');
  writeFileSync(path.join(folder, 'version'), version);
  writeFileSync(path.join(folder, 'electron'), program(), { mode: 0o755 });
}

function program(): Buffer {
  return Buffer.concat([
    Buffer.from(`#!/bin/sh\nexit 1\n${FUSE_MARK}`),
    Buffer.from([WIRE_VERSION, FUSES_AS_RELEASED.length]),
    Buffer.from(`${FUSES_AS_RELEASED}\n`),
  ]);
}
