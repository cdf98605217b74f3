import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// A check that cannot fail is worth nothing: a small repository of our shape, in which every arrow is broken once.

const checkout = fileURLToPath(new URL('../../', import.meta.url));

/** Rule, the file that breaks it, and what that file says. */
const broken: [rule: string, file: string, text: string][] = [
  [
    'rules-are-pure',
    'packages/schema/src/rules/reads-a-file.ts',
    `import { readFile } from 'node:fs/promises'; export { readFile };`,
  ],
  [
    'rules-are-pure',
    'packages/schema/src/rules/knows-an-entity.ts',
    `import type { User } from '../identity/user.entity.ts'; export type { User };`,
  ],
  [
    'language-knows-no-server',
    'packages/schema/src/identity/calls-home.ts',
    `export { service } from '../../../server/src/features/requests/requests.service.ts';`,
  ],
  ['server-knows-no-web', 'packages/server/src/draws.ts', `export { page } from '../../web/src/page.ts';`],
  ['product-knows-no-tests', 'packages/server/src/uses-the-kit.ts', `export { kit } from '../../../test/testkit/kit.ts';`],
  [
    'web-knows-rules-only',
    'packages/web/src/knows-an-entity.ts',
    `import type { User } from '@gatehouse/schema/identity/user.entity'; export type { User };`,
  ],
  [
    'web-knows-rules-only',
    'packages/web/src/calls-the-server.ts',
    `export { service } from '../../server/src/features/requests/requests.service.ts';`,
  ],
  [
    'no-sibling-service',
    'packages/server/src/features/assignments/reaches-over.ts',
    `export { service } from '../requests/requests.service.ts';`,
  ],
  [
    'no-sibling-service',
    'packages/server/src/features/assignments/reaches-into-a-room.ts',
    `export { decide } from '../requests/approving/decide.service.ts';`,
  ],
  [
    'nothing-imports-the-composition',
    'packages/server/src/features/assignments/composes.ts',
    `import { compose } from '../../app/compose.ts'; export { compose };`,
  ],
  [
    'kernel-knows-no-feature',
    'packages/server/src/kernel/names-a-noun.ts',
    `import type { Service } from '../features/requests/requests.service.ts'; export type { Service };`,
  ],
  ['kernel-knows-no-feature', 'packages/server/src/kernel/lists.ts', `export { MODULES } from '../app/modules.ts';`],
  [
    'features-know-no-app',
    'packages/server/src/features/assignments/lists.ts',
    `export { MODULES } from '../../app/modules.ts';`,
  ],
  [
    'a-module-is-listed-only',
    'packages/server/src/features/assignments/peeks.ts',
    `export { requests } from '../requests/module.ts';`,
  ],
  ['no-cycles-in-the-server', 'packages/server/src/egg.ts', `import { hen } from './hen.ts'; export const egg = () => hen;`],
  ['no-cycles-in-the-rules', 'packages/schema/src/rules/egg.ts', `import { hen } from './hen.ts'; export const egg = () => hen;`],
  ['nothing-unresolved', 'packages/server/src/lost.ts', `export { nothing } from './nowhere.ts';`],
];

/** What stands in the way of none of them: the files above lean on these, or do what is allowed. */
const sound: Record<string, string> = {
  'packages/schema/package.json': `{ "name": "@gatehouse/schema", "type": "module", "exports": { "./rules/*": "./src/rules/*.ts", "./*": "./src/*.ts" } }`,
  'packages/schema/src/rules/sound.ts': `export { egg } from './egg.ts';`,
  'packages/schema/src/rules/hen.ts': `import { egg } from './egg.ts'; export const hen = () => egg;`,
  'packages/schema/src/rules/impure.test.ts': `import { readFile } from 'node:fs/promises'; void readFile;`,
  'packages/schema/src/identity/user.entity.ts': `import { sound } from '../rules/sound.ts'; export class User { a = sound; }`,
  'packages/server/src/app/run-server.ts': `import { compose } from './compose.ts'; compose();`,
  'packages/server/src/app/compose.ts': `import { service } from '../features/requests/requests.service.ts'; export const compose = () => service;`,
  'packages/server/src/hen.ts': `import { egg } from './egg.ts'; export const hen = () => egg;`,
  'packages/server/src/knows-a-type.ts': `import type { Told } from './tells-a-type.ts'; export const knows = (told: Told) => told;`,
  'packages/server/src/tells-a-type.ts': `import { knows } from './knows-a-type.ts'; export type Told = string; void knows;`,
  'packages/server/src/app/modules.ts': `import { requests } from '../features/requests/module.ts'; export const MODULES = [requests];`,
  'packages/server/src/features/requests/module.ts': `import { lock } from '../../kernel/lock.ts'; export const requests = { lock };`,
  'packages/server/src/kernel/lock.ts': `export const lock = 1;`,
  'packages/server/src/kernel/fixed.test.ts': `import { MODULES } from '../app/modules.ts'; void MODULES;`,
  'packages/server/src/features/requests/requests.service.ts': `export const service = 1; export type Service = typeof service;`,
  'packages/server/src/features/requests/approving/decide.service.ts': `export { service as decide } from '../requests.service.ts';`,
  'packages/server/src/features/requests/requests.resolver.ts': `export { service } from './requests.service.ts';`,
  'packages/server/src/features/requests/requests.events.ts': `export const submitted = 1;`,
  'packages/server/src/features/assignments/on-submitted.create.ts': `export { submitted } from '../requests/requests.events.ts';`,
  'packages/web/src/page.ts': `export { sound as page } from '@gatehouse/schema/rules/sound';`,
  'test/testkit/kit.ts': `export { compose as kit } from '../../packages/server/src/app/compose.ts';`,
};

let folder: string;
let said: string;
let status: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-arrows-'));
  for (const [file, text] of [...Object.entries(sound), ...broken.map(([, file, text]) => [file, text] as const)]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  for (const file of ['.dependency-cruiser.mjs', 'tsconfig.base.json']) await copyFile(join(checkout, file), join(folder, file));
  await mkdir(join(folder, 'packages/web/node_modules/@gatehouse'), { recursive: true });
  await symlink('../../../schema', join(folder, 'packages/web/node_modules/@gatehouse/schema'));
  const program = join(checkout, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [program, '--config', '.dependency-cruiser.mjs', '--output-type', 'err', 'packages', 'test'];
  [status, said] = await new Promise<[number, string]>((resolve) => {
    execFile(process.execPath, args, { cwd: folder, env: { ...process.env, NO_COLOR: '1' } }, (error, stdout) =>
      resolve([Number(error?.code ?? 0), stdout]),
    );
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the check found: rule and file. */
function violations(): { rule: string; file: string }[] {
  return [...said.matchAll(/^ *error ([a-z-]+): (\S+)/gm)].map(([, rule = '', file = '']) => ({ rule, file }));
}

describe('the check of the import arrows', () => {
  it.each(broken)('finds %s in %s', (rule, file) => {
    expect(violations()).toContainEqual({ rule, file });
  });

  it('ends with an error', () => {
    expect(status).not.toBe(0);
  });

  it('finds nothing in what is allowed', () => {
    expect(violations().filter(({ file }) => file in sound)).toEqual([]);
  });
});
