/** The sign-in page, and where to go on from there: back to where somebody wanted to be. */
export function signInAddress(): string {
  const here = location.pathname + location.search;
  return here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`;
}

/** A page of this dashboard to go on to; anything else, such as another site, leads home. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/';
}
