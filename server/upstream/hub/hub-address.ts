/** An address below the hub's own, whether or not that one ends in a slash or has a path. */
export function hubAddress(
  hubUrl: string,
  path: string,
  query: Readonly<Record<string, string | number>> = {},
): URL {
  const url = new URL(hubUrl.endsWith('/') ? hubUrl : `${hubUrl}/`);
  url.pathname += path;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  return url;
}
