import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSchema, isEnumType } from 'graphql';
import { expect, test } from 'vitest';

// Comments cite rules as "domain §2" and contracts as "api §3"; words in quotes behind them stand in that section.

const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const textOf = (path: string) => readFileSync(inRepository(path), 'utf8');

const DOCUMENTS = { domain: 'docs/domain.md', api: 'docs/api.md' } as const;
type Cited = keyof typeof DOCUMENTS;

const SKIPPED = new Set(['node_modules', 'dist', '.tmp']);

/** Everything below a folder that people wrote and may cite in. */
function filesIn(folder: string): string[] {
  return readdirSync(inRepository(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`.replace(/^\.\//, '');
    if (entry.isDirectory()) return folder === '.' || SKIPPED.has(entry.name) ? [] : filesIn(path);
    return entry.isFile() && /\.(tsx?|m?js|md|sql|sh|ya?ml|graphql)$/.test(path) ? [path] : [];
  });
}

const FILES = ['packages', 'test', 'scripts', 'docs', 'deploy', '.'].flatMap(filesIn);

/** A text in one line, without what only continues a comment, so that a citation may be broken anywhere. */
const inOneLine = (text: string) => text.replace(/\s*\n\s*(?:\*(?!\/)|\/\/|--|#|>)?\s*/g, ' ');

/** The sections of a document by their numbers. */
function sectionsOf(path: string): Map<string, string> {
  const parts = textOf(path).split(/^## (\d+)\. /m);
  return new Map(parts.flatMap((part, at) => (at % 2 === 1 ? [[part, inOneLine(parts[at + 1]!).toLowerCase()] as const] : [])));
}

const SECTIONS = { domain: sectionsOf(DOCUMENTS.domain), api: sectionsOf(DOCUMENTS.api) };

/** Every "§n" of a text: which document it is of, and what is quoted of it. Behind the first, others may follow without a name. */
function citationsIn(path: string, text: string) {
  const own = Object.entries(DOCUMENTS).find(([, file]) => file === path)?.[0];
  let last = { name: undefined as string | undefined, end: -Infinity };
  return [...inOneLine(text).matchAll(/(?:\b([\w./()[\]-]+),? )?§(\d+|n\b)((?: (?:and |, )?"[^"]+",?)*)/g)].map((found) => {
    const [written, word, section, quotes] = found;
    const named = /^\[?(domain|api)(\.md)?\b/.exec(word ?? '')?.[1];
    const name = named ?? own ?? (found.index - last.end < 60 ? last.name : undefined);
    last = { name, end: found.index + written.length };
    return {
      written,
      name,
      section: section!,
      quoted: [...quotes!.matchAll(/"([^"]+)"/g)].map(([, words]) => words!.toLowerCase()),
    };
  });
}

/** What is wrong with the citations of a text. */
function faultsIn(path: string, text: string): string[] {
  const old = text.match(/\b(?:DOMAIN|API|ARCHITECTURE)(?:\.md)? (?:§|D\d)\S*/g) ?? [];
  const wrong = citationsIn(path, text).filter(({ name, section, quoted }) => {
    if (section === 'n') return false;
    const said = name && SECTIONS[name as Cited]?.get(section);
    return !said || quoted.some((words) => !said.includes(words));
  });
  return [...old, ...wrong.map(({ written }) => written)].map((written) => `${path}: ${written}`);
}

/** `## What is not here yet` → `what-is-not-here-yet` */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(' ', '-');

/** Links of a document to files and headings that are not there. */
function brokenLinksIn(path: string): string[] {
  return [...textOf(path).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].flatMap(([link, file, anchor]) => {
    const to = file ? new URL(file, `file:///${path}`).pathname.slice(1) : path;
    const there = existsSync(inRepository(to));
    const headed =
      !anchor || (there && [...textOf(to).matchAll(/^#+ (.+)$/gm)].some(([, heading]) => anchorOf(heading!) === anchor));
    return there && headed ? [] : [`${path}: ${link}`];
  });
}

test('every section that is cited exists, and says the words that are quoted of it', () => {
  expect(SECTIONS.domain.size).toBe(13);
  expect(SECTIONS.api.size).toBe(5);
  const own = 'test/house/citations.test.ts';
  const found = FILES.filter((path) => path !== own).map((path) => [path, textOf(path)] as const);
  const cited = found.flatMap(([path, text]) => citationsIn(path, text));
  expect(cited.length).toBeGreaterThan(100);
  expect(found.flatMap(([path, text]) => faultsIn(path, text))).toEqual([]);
});

test.each([
  ['a section that is not there', '// domain §14', ['x.ts: domain §14']],
  ['one among several', '// (domain §2, §99)', ['x.ts: §99']],
  ['words that are not in it', '/** (domain §2 "nothing\n * of the kind") */', ['x.ts: domain §2 "nothing of the kind"']],
  ['no document', '// see §2', ['x.ts: see §2']],
  ['a document that is not here', '// ARCHITECTURE D4', ['x.ts: ARCHITECTURE D4']],
  ['nothing wrong', '/** domain §4 "Which\n * policy applies", and §5; api §3 "Limits" */', []],
])('a wrong citation is found: %s', (_what, text, faults) => {
  expect(faultsIn('x.ts', text)).toEqual(faults);
});

test('documents link to what is there', () => {
  const documents = FILES.filter((path) => path.endsWith('.md'));
  expect(documents).toContain('README.md');
  expect(documents.flatMap(brokenLinksIn)).toEqual([]);
});

test('docs/api.md names every root field and every code of a refusal, and no field that is not there', () => {
  const schema = buildSchema(textOf('packages/schema/schema.graphql'));
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = roots.flatMap((type) => Object.keys(type?.getFields() ?? {}));
  const section = textOf(DOCUMENTS.api).split(/^## \d+\. /m)[4]!;
  const named = new Set([...section.matchAll(/`(\w+)(?:\(\w+\))?`/g)].map(([, name]) => name));
  expect([...named].sort()).toEqual(fields.sort());
  const codes = schema.getType('UserErrorCode');
  const told = isEnumType(codes) ? codes.getValues().map(({ name }) => name) : [];
  expect(told.filter((code) => !textOf(DOCUMENTS.api).includes(code))).toEqual([]);
});

test('docs/api.md names every Node type with the prefix of its ids', () => {
  const nodes = [...textOf('packages/schema/schema.graphql').matchAll(/^type (\w+) implements (?:\w+ & )*Node\b/gm)].map(
    ([, type]) => type!,
  );
  const table = new Map(
    [...textOf(DOCUMENTS.api).matchAll(/\| `(\w{3})` \| (\w+)/g)].map(([, prefix, type]) => [type!, prefix!]),
  );
  const entities = FILES.filter((path) => path.endsWith('.entity.ts'))
    .map(textOf)
    .join('\n');
  const given = [...entities.matchAll(/@IdPrefix\('(\w+)'\)\s*(?:@\w+\([^)]*\)\s*)*export class (\w+)/g)];
  const prefixes = new Map(given.map(([, prefix, type]) => [type!, prefix!]));
  expect(nodes.length).toBeGreaterThan(15);
  expect(nodes.filter((type) => !table.has(type))).toEqual([]);
  expect([...table].filter(([type, prefix]) => prefixes.get(type) !== prefix)).toEqual([]);
});
