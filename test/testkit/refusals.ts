import { type User } from '@gatehouse/schema/identity/user.entity';
import { describe, expect, test } from 'vitest';
import { type TestApp } from './app.ts';
import { fingerprint } from './fingerprint.ts';
import { mutate, type Answered } from './mutate.ts';

export type Input = Record<string, Answered>;

/** Who takes part: known once the application of the test file runs. */
export interface Cast {
  t: TestApp;
  /** May do everything the rows do. */
  admin: User;
  /** Holds no role at all. */
  stranger: User;
}

/** One mutation: an input that an administrator may send, and what can be wrong with it. */
export interface RefusalRow {
  name: string;
  input: (cast: Cast) => Promise<Input>;
  /** Members that name something: an unknown id there is NOT_FOUND. */
  ids: string[];
  /** Texts and the longest each may be. */
  texts?: Record<string, number>;
  /** Does it take `expectedVersion`? */
  versioned?: boolean;
  /** The same input, changed so that a used key is refused with it. */
  other: Input;
}

/** One input that is refused for a reason of its own: what it is, the mutation, the input, the code. */
export type RefusalCase = [what: string, name: string, input: (cast: Cast) => Promise<Input>, code: string];

let count = 0;
/** A text nobody used before. */
export const fresh = (what: string): string => `${what} ${(count += 1)}`;

/** An id of the same kind that names nothing. */
const unknownLike = (id: unknown) => `${String(id).split('_')[0]}_01h00000000000000000000000`;

/** Sends what must be refused, with a code that is expected and a sentence. */
async function refused(t: TestApp, name: string, input: Input, codes: string[], as: User | null): Promise<void> {
  const { code, message } = await mutate(t, name, input, as);
  expect(codes, `${name} ${JSON.stringify(input).slice(0, 200)}: ${message}`).toContain(code);
  expect(message).toMatch(/^[A-Z].{5,}\.$/s);
}

/** Makes sure that nothing at all is written meanwhile. */
async function nothingDone(t: TestApp, work: () => Promise<void>): Promise<void> {
  const before = await fingerprint(t);
  await work();
  expect(await fingerprint(t)).toBe(before);
}

/** Tests of what every mutation refuses alike. */
export function describeRefusals(rows: readonly RefusalRow[], cast: () => Cast): void {
  describe.each(rows)('$name', (row) => {
    test('unknown ids, a stranger, nobody, texts too long, an old version: each has its code, and nothing is done', async () => {
      const { t, admin, stranger } = cast();
      const input = await row.input(cast());
      const wrong = (part: Input, ...codes: string[]) => refused(t, row.name, { ...input, ...part }, codes, admin);
      await nothingDone(t, async () => {
        for (const key of row.ids) {
          await wrong({ [key]: Array.isArray(input[key]) ? [unknownLike(input[key][0])] : unknownLike(input[key]) }, 'NOT_FOUND');
        }
        await refused(t, row.name, input, ['FORBIDDEN', 'NOT_FOUND'], stranger);
        await refused(t, row.name, input, ['UNAUTHENTICATED'], null);
        for (const [key, limit] of Object.entries(row.texts ?? {})) await wrong({ [key]: 'x'.repeat(limit + 1) }, 'INVALID');
        await wrong({ idempotencyKey: 'x'.repeat(129) }, 'INVALID');
        if (row.versioned) await wrong({ expectedVersion: 999 }, 'STALE_VERSION');
      });
    });

    test('a replayed key acts once and answers the same; with another input it is refused', async () => {
      const { t, admin } = cast();
      const input = { ...(await row.input(cast())), idempotencyKey: fresh('key') };
      const once = await mutate(t, row.name, input, admin);
      expect(once, once.message).toMatchObject({ code: 'OK' });
      await nothingDone(t, async () => {
        expect(await mutate(t, row.name, input, admin)).toEqual(once);
        await refused(t, row.name, { ...input, ...row.other }, ['IDEMPOTENCY_KEY_REUSED'], admin);
      });
    });
  });
}

/** Tests of what single mutations refuse besides. */
export function describeCases(cases: readonly RefusalCase[], cast: () => Cast): void {
  describe('what else is refused', () => {
    test.each(cases)('%s', async (_what, name, input, code) => {
      const { t, admin } = cast();
      const sent = await input(cast());
      await nothingDone(t, () => refused(t, name, sent, [code], admin));
    });
  });
}
