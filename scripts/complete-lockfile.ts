import { readFileSync, writeFileSync } from 'node:fs';
import { completed, type Lockfile } from './lockfile.ts';

/**
 * To be run after `npm install` has written the lockfile anew. Some registries do not carry every
 * platform's package; npm leaves those out of the lockfile, and `npm ci` then refuses it everywhere.
 */
const FILE = 'package-lock.json';
// True because npm wrote it.
const lockfile = JSON.parse(readFileSync(FILE, 'utf8')) as Lockfile;
writeFileSync(FILE, `${JSON.stringify(completed(lockfile), null, 2)}\n`);
