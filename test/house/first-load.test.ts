import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const dist = fileURLToPath(new URL('../../packages/web/dist/', import.meta.url));
const LIMIT = 200_000;

/** What a browser fetches before it can show a page: what index.html names, the page's own file, and whatever these import. */
function filesOf(page: string): string[] {
  const entry = [...readFileSync(`${dist}index.html`, 'utf8').matchAll(/src="\/assets\/([^"]+\.js)"/g)].map(([, file]) => file!);
  const own = readdirSync(`${dist}assets`).filter((file) => new RegExp(`^(${page}|Notices)-[^~]*\\.js$`).test(file));
  const found = new Set<string>();
  const follow = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const text = readFileSync(`${dist}assets/${file}`, 'utf8');
    for (const [, other] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) follow(other!);
  };
  [...entry, ...own].forEach(follow);
  expect(own).toHaveLength(2);
  return [...found];
}

describe('6.41 the first load', () => {
  it.each(['SignInPage', 'PackagesView'])('of %s is at most 200 kB of gzipped JavaScript', (page) => {
    const bytes = filesOf(page).reduce((sum, file) => sum + gzipSync(readFileSync(`${dist}assets/${file}`)).length, 0);
    expect(bytes).toBeLessThanOrEqual(LIMIT);
  });
});
