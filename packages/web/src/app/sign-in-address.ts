import { ownPath } from '@gatehouse/schema/rules/own-path';

/** The sign-in page, and where to go on from there: back to where somebody wanted to be. */
export function signInAddress(): string {
  const here = location.pathname + location.search;
  // Asked again on the way there: the page to go back to is still the same.
  if (location.pathname === '/sign-in') return here;
  return here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`;
}

/** A page of this dashboard to go on to; anything else, such as another site, leads home. */
export function safeNext(next: unknown): string {
  return ownPath(next, location.origin);
}
