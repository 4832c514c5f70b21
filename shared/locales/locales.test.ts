import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const FOLDER = import.meta.dirname;
const LANGUAGES = ['es', 'ar'] as const;
const NAMESPACES = globSync('en/*.json', { cwd: FOLDER }).map((file) =>
  path.basename(file, '.json'),
);
const PLURAL = /_(zero|one|two|few|many|other)$/;

type Catalogue = ReadonlyMap<string, string>;

describe.each(LANGUAGES)('%s', (language) => {
  test.each(NAMESPACES)(
    'says everything that English says in %s, and nothing else',
    (namespace) => {
      const english = new Set([...read('en', namespace).keys()].map(withoutPlural));
      const own = new Set([...read(language, namespace).keys()].map(withoutPlural));

      expect(
        [...english].filter((key) => !own.has(key)),
        'missing',
      ).toEqual([]);
      expect(
        [...own].filter((key) => !english.has(key)),
        'unknown',
      ).toEqual([]);
    },
  );

  test.each(NAMESPACES)('has every plural of its grammar in %s', (namespace) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const own = read(language, namespace);
    const plurals = new Set([...own.keys()].filter((key) => PLURAL.test(key)).map(withoutPlural));

    const missing = [...plurals].flatMap((key) =>
      forms.filter((form) => !own.has(`${key}_${form}`)).map((form) => `${key}_${form}`),
    );
    expect(missing).toEqual([]);
  });

  test.each(NAMESPACES)('fills in the same things as English in %s', (namespace) => {
    const english = read('en', namespace);
    const wrong: string[] = [];
    for (const [key, text] of read(language, namespace)) {
      const model = english.get(key) ?? english.get(`${withoutPlural(key)}_other`) ?? '';
      const allowed = variables(model);
      // A plural may leave its number out ("one minute"), but nothing may be filled in from nowhere.
      if (variables(text).some((name) => !allowed.includes(name))) wrong.push(key);
      const mustFill = !PLURAL.test(key) && allowed.some((name) => !variables(text).includes(name));
      if (mustFill) wrong.push(key);
    }
    expect(wrong).toEqual([]);
  });
});

test('no text is empty', () => {
  const empty = ['en', ...LANGUAGES].flatMap((language) =>
    NAMESPACES.flatMap((namespace) =>
      [...read(language, namespace)]
        .filter(([, text]) => text.trim() === '')
        .map(([key]) => `${language}/${namespace}:${key}`),
    ),
  );

  expect(empty).toEqual([]);
});

function read(language: string, namespace: string): Catalogue {
  const file = path.join(FOLDER, language, `${namespace}.json`);
  return new Map(flatten(JSON.parse(readFileSync(file, 'utf8')), ''));
}

function flatten(value: unknown, prefix: string): [string, string][] {
  if (typeof value === 'string') return [[prefix, value]];
  return Object.entries(value ?? {}).flatMap(([key, inner]) =>
    flatten(inner, prefix === '' ? key : `${prefix}.${key}`),
  );
}

function withoutPlural(key: string): string {
  return key.replace(PLURAL, '');
}

function variables(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? '').toSorted();
}
