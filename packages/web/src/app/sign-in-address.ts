/** The sign-in page, and where to go on from there: back to where somebody wanted to be. */
export function signInAddress(): string {
  const here = location.pathname + location.search;
  // Asked again on the way there: the page to go back to is still the same.
  if (location.pathname === '/sign-in') return here;
  return here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`;
}

/**
 * A page of this dashboard to go on to; anything else, such as another site, leads home. It is read as a browser reads it,
 * which overlooks tabs and line breaks and takes a backslash for a slash.
 * @param origin where this dashboard is
 */
export function safeNext(next: unknown, origin: string = location.origin): string {
  // oxlint-disable-next-line no-control-regex -- exactly those are refused
  if (typeof next !== 'string' || !next.startsWith('/') || /[\u0000-\u001f\u007f\\]/.test(next)) return '/';
  if (!URL.canParse(next, origin)) return '/';
  const url = new URL(next, origin);
  const path = `${url.pathname}${url.search}${url.hash}`;
  // What leads here once more leads to another site the next time it is read: `/.//evil.example` has become `//evil.example`.
  return url.origin === origin && !path.startsWith('//') ? path : '/';
}
