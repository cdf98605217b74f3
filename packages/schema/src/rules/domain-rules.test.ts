import { expect, test } from 'vitest';
import { SHUT_OUT } from './domain-rules.fixture.ts';
import { domainShutOut } from './domain-rules.ts';

test.each(SHUT_OUT)('%s under %j: shut out %s', (domain, rules, out) => expect(domainShutOut(domain, rules)).toBe(out));
