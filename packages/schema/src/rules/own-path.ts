/**
 * A page of one's own to go on to; anything else, such as another site, leads home. It is read as a browser reads it, which
 * overlooks tabs and line breaks and takes a backslash for a slash.
 * @param origin where the dashboard is
 */
export function ownPath(next: unknown, origin: string): string {
  // oxlint-disable-next-line no-control-regex -- exactly those are refused
  if (typeof next !== 'string' || !next.startsWith('/') || /[\u0000-\u001f\u007f\\]/.test(next)) return '/';
  if (!URL.canParse(next, origin)) return '/';
  const url = new URL(next, origin);
  const path = `${url.pathname}${url.search}${url.hash}`;
  // What leads here once more leads to another site the next time it is read: `/.//evil.example` has become `//evil.example`.
  return url.origin === origin && !path.startsWith('//') ? path : '/';
}
