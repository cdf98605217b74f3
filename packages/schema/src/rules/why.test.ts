import { describe, expect, it } from 'vitest';
import { RequestCause, UserKind } from './vocabulary.ts';
import { QUOTED, quoted, whyFor, type WhyFacts } from './why.ts';

const reader = { id: 'reader', kind: 'MEMBER' } as const;
const removal: WhyFacts = {
  type: 'ADMIN_REMOVE',
  closed: null,
  cause: null,
  byId: 'megan',
  byName: 'Megan',
  hidden: false,
  reason: ' Moved on. ',
};
const system = { ...removal, type: 'SYSTEM_REMOVE' } as const;
const denial = { ...removal, type: null, closed: 'DENIED' } as const;
const canceled = { ...removal, type: null, closed: 'CANCELED' } as const;

describe('whyFor', () => {
  it.each<[string, Partial<WhyFacts>, string, string | null]>([
    ['by its holder', { type: 'USER_REMOVE', byId: 'reader' }, 'GIVEN_UP', 'you'],
    ['by a manager', { type: 'ON_BEHALF_REMOVE' }, 'TAKEN_AWAY', 'Megan'],
    ['with a role', {}, 'TAKEN_AWAY', 'Megan'],
    ['at its end, whoever came upon it', { ...system, cause: 'EXPIRY' }, 'EXPIRY', null],
    ['by a revoked approval', { ...system, cause: 'APPROVAL_REVOKED' }, 'APPROVAL_REVOKED', 'Megan'],
    [
      'by a revoked approval of a hidden approver',
      { ...system, cause: 'APPROVAL_REVOKED', hidden: true },
      'APPROVAL_REVOKED',
      'an approver',
    ],
    ['by a narrowed policy', { ...system, cause: 'ELIGIBILITY_LOST' }, 'ELIGIBILITY_LOST', 'Megan'],
    ['by a denial', denial, 'DENIED', 'Megan'],
    ['by a denial of a hidden approver', { ...denial, hidden: true }, 'DENIED', 'an approver'],
    ['by a denial of an imported history', { ...denial, byId: null, byName: null }, 'DENIED', 'an approver'],
    ['as a request that was canceled', canceled, 'CANCELED', 'Megan'],
    ['as one that was overtaken by its end', { ...canceled, closed: 'OVERTAKEN', byId: null, byName: null }, 'OVERTAKEN', null],
    [
      'as one whose hidden approver thought again',
      { ...canceled, cause: 'APPROVAL_REVOKED', hidden: true },
      'APPROVAL_REVOKED',
      'an approver',
    ],
    ['as one of somebody who left', { ...canceled, cause: 'LIFECYCLE' }, 'LIFECYCLE', 'Megan'],
    ['to another day by an administrator', { type: 'ADMIN_UPDATE' }, 'END_MOVED', 'Megan'],
    ['to another day by oneself', { type: 'USER_EXTEND', byId: 'reader' }, 'END_MOVED', 'you'],
    ['by nobody we know', { byId: null, byName: null }, 'TAKEN_AWAY', null],
  ])('%s', (_name, more, how, by) => {
    expect(whyFor({ ...removal, ...more }, reader)).toEqual({ how, by, reason: 'Moved on.' });
  });

  it('never names anybody to an outsider, but themself', () => {
    for (const cause of [null, ...Object.values(RequestCause)])
      for (const type of ['USER_REMOVE', 'ON_BEHALF_REMOVE', 'ADMIN_REMOVE', 'SYSTEM_REMOVE', 'ADMIN_UPDATE', null] as const) {
        const facts = {
          ...removal,
          type,
          closed: type === null ? ('CANCELED' as const) : null,
          cause: type === 'SYSTEM_REMOVE' ? cause : null,
        };
        expect(whyFor(facts, { id: 'guest', kind: UserKind.GUEST }).by ?? '').not.toContain('Megan');
        expect(['you', null]).toContain(whyFor({ ...facts, byId: 'guest' }, { id: 'guest', kind: UserKind.GUEST }).by);
      }
  });

  it('says nothing where nothing was written', () => {
    expect(whyFor({ ...removal, reason: '  ' }, reader).reason).toBeNull();
  });
});

describe('quoted', () => {
  it.each([
    ['two\n lines\tand more', 'two lines and more'],
    ['turned \u202eround', 'turned round'],
    ['x'.repeat(QUOTED), 'x'.repeat(QUOTED)],
    ['x'.repeat(QUOTED + 1), `${'x'.repeat(QUOTED - 1)}\u2026`],
    ['\u{1f600}'.repeat(QUOTED + 1), `${'\u{1f600}'.repeat(QUOTED - 1)}\u2026`],
  ])('%j', (text, line) => expect(quoted(text)).toBe(line));
});
