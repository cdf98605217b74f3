import { expect, test } from 'vitest';
import { whatIsAwaited, type ConsentFacts } from './consent.ts';
import { RequestType, type Awaited } from './vocabulary.ts';

const named: ConsentFacts = {
  type: 'ADMIN_ADD',
  target: { kind: 'GUEST', state: 'PROSPECT' },
  mailProved: false,
  termsDue: ['notice'],
};

test.each<[string, Partial<ConsentFacts>, Awaited | null]>([
  ['named by a mail address', {}, 'PROOF_OF_ADDRESS'],
  ['named by a mail address, with nothing to accept', { termsDue: [] }, 'PROOF_OF_ADDRESS'],
  ['proved the address', { mailProved: true }, 'TERMS'],
  ['proved the address and accepted', { mailProved: true, termsDue: [] }, null],
  ['a guest from before', { target: { kind: 'GUEST', state: 'ACTIVE' } }, 'TERMS'],
  ['a guest from before who accepted', { target: { kind: 'GUEST', state: 'ACTIVE' }, termsDue: [] }, null],
  ['asked for by somebody', { type: 'ON_BEHALF_ADD', mailProved: true }, 'TERMS'],
  ['a member', { target: { kind: 'MEMBER', state: 'ACTIVE' } }, null],
  ['a service', { target: { kind: 'SERVICE', state: 'ACTIVE' } }, null],
])('%s', (_name, over, awaited) => expect(whatIsAwaited({ ...named, ...over })).toBe(awaited));

test.each(Object.values(RequestType).filter((type) => type !== 'ADMIN_ADD' && type !== 'ON_BEHALF_ADD'))(
  '%s waits for nobody',
  (type) => expect(whatIsAwaited({ ...named, type })).toBeNull(),
);
