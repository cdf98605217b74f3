import { DomainRule } from '@gatehouse/schema/organizations/domain-rule.entity';
import { SHUT_OUT } from '@gatehouse/schema/rules/domain-rules.fixture';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReadable, type Readable } from '../../kernel/read/read.fixture.ts';
import { isShutOut } from './domain-rules.facts.ts';

let db: Readable;
beforeAll(async () => {
  db = await openReadable();
});
afterAll(() => db.stop());

/** There is one rule about a domain: what the rule says of two is not to be had here. */
const kept = SHUT_OUT.filter(([, rules]) => new Set(rules.map(({ domain }) => domain)).size === rules.length);

test.each(kept)('the database says of %s under %j what the rule says: %s', async (domain, rules, out) => {
  const em = db.orm.em.fork();
  await em.nativeDelete(DomainRule, {});
  for (const rule of rules) await db.insert(DomainRule, { ...rule });
  expect(await isShutOut(em, domain)).toBe(out);
});
