import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMistakeName, makeMistake, MISTAKE_VARIABLE, MISTAKES } from './mistakes.ts';

// Loaded before a program of ours, this makes it wrong in one known way: what a fault must notice is the
// program itself with one mistake in it, and not something that only resembles it.
const name = process.env[MISTAKE_VARIABLE] ?? '';
if (!isMistakeName(name)) throw new Error(`There is no mistake "${name}"`);
const mistake = MISTAKES[name];
const place = pathToFileURL(path.resolve(import.meta.dirname, '../../..', mistake.file)).href;

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    if (url !== place) return loaded;
    const { source = '' } = loaded;
    const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
    return { ...loaded, source: makeMistake(mistake, text) };
  },
});
