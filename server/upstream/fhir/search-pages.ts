import { z } from 'zod';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { FhirClient } from './fhir-client.ts';
import { FhirResource } from './fhir-resource.ts';

/** Everything that a search found, read to its end. */
export type SearchResult = {
  readonly matches: readonly FhirResource[];
  readonly included: readonly FhirResource[];
  /** The server's clock when it answered the first page, or null when it does not tell. */
  readonly serverAt: EpochMs | null;
};

const MOST_PAGES = 200;

const Page = z.looseObject({
  resourceType: z.literal('Bundle'),
  total: z.number().int().min(0).optional(),
  link: z.array(z.looseObject({ relation: z.string(), url: z.string() })).default([]),
  entry: z
    .array(
      z.looseObject({
        resource: FhirResource.optional(),
        search: z.looseObject({ mode: z.string().optional() }).optional(),
      }),
    )
    .default([]),
});
type Page = z.output<typeof Page>;

/**
 * Reads all pages of a search for one type. Throws words for IT, which name nobody, unless the result is
 * certainly whole: each page came, none twice, nothing changed in between, and as many were found as the
 * server says there are.
 */
export async function searchAllPages(
  client: FhirClient,
  search: { readonly type: string; readonly query: string },
  signal: AbortSignal,
): Promise<SearchResult> {
  const matches = new Map<string, FhirResource>();
  const included = new Map<string, FhirResource>();
  const seen = new Set<string>();
  let next: URL | null = new URL(
    `${client.base.href.replace(/\/$/, '')}/${search.type}?${search.query}`,
  );
  let serverAt: EpochMs | null = null;
  let total = 0;
  while (next !== null) {
    if (seen.has(next.href)) throw new Error('The pages of the list lead round in a circle');
    if (seen.size === MOST_PAGES) throw new Error(`The list has more than ${MOST_PAGES} pages`);
    seen.add(next.href);
    const { page, answeredAt } = await readPage(client, next, signal);
    serverAt ??= answeredAt;
    total = Math.max(total, page.total ?? 0);
    for (const { resource, search: found } of page.entry) {
      if (!resource || found?.mode === 'outcome') continue;
      const isMatch = resource.resourceType === search.type && found?.mode !== 'include';
      keep(resource, isMatch ? matches : included);
    }
    next = nextPage(page, client.base);
  }
  if (matches.size < total) {
    throw new Error(`The list is not whole: ${matches.size} of ${total} came`);
  }
  return { matches: [...matches.values()], included: [...included.values()], serverAt };
}

async function readPage(
  client: FhirClient,
  url: URL,
  signal: AbortSignal,
): Promise<{ readonly page: Page; readonly answeredAt: EpochMs | null }> {
  const reply = await client.request({ method: 'GET', path: url }, signal);
  if (reply.kind === 'stopped') throw new Error(`The list did not come: ${wordsOf(reply.attempt)}`);
  if (reply.kind === 'refused') throw new Error(`The list was refused: ${reply.detail}`);
  const page = Page.safeParse(reply.resource);
  if (!page.success) throw new Error('The answer to the search is not a Bundle');
  return { page: page.data, answeredAt: reply.serverAt };
}

/** The same resource may be included with several pages; a match in two versions changed while we read. */
function keep(resource: FhirResource, into: Map<string, FhirResource>): void {
  const key = `${resource.resourceType}/${resource.id ?? ''}`;
  const before = into.get(key);
  if (before && before.meta?.versionId !== resource.meta?.versionId) {
    throw new Error('The list changed while it was read');
  }
  into.set(key, resource);
}

/** Our token goes with the request, so no page may lead to another server. */
function nextPage(page: Page, base: URL): URL | null {
  const link = page.link.find(({ relation }) => relation === 'next');
  if (!link) return null;
  if (!URL.canParse(link.url, `${base.href.replace(/\/$/, '')}/`)) {
    throw new Error('The next page has no address that can be read');
  }
  const url = new URL(link.url, `${base.href.replace(/\/$/, '')}/`);
  if (url.origin !== base.origin) {
    throw new Error(`The next page is at another server (${url.origin})`);
  }
  return url;
}

function wordsOf(attempt: { readonly kind: string; readonly detail: string }): string {
  return `${attempt.kind}, ${attempt.detail}`;
}
