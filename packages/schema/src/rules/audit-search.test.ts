import { describe, expect, test } from 'vitest';
import { findActions, suggestActions } from './audit-search.ts';
import { AUDIT_ACTIONS, auditWords, SIGN_INS } from './audit-words.ts';

describe('6.36 the audit is asked in plain words', () => {
  test.each<[string, string[]]>([
    ['approve', ['approval.decided']],
    ['deny', ['approval.decided']],
    ['log in', ['session.started']],
    ['nothing like it', []],
    ['login', ['session.started']],
    ['signed in', ['session.started']],
    ['delete person', ['user.deleted']],
    ['deleting catalogs', ['catalog.deleted']],
    ['extend', ['assignment.end_moved']],
    ['request.submitted', ['request.submitted']],
    ['package contents', ['access_package.roles_set']],
    ['bypass', ['approval.bypassed']],
  ])('6.36 “%s” finds', (text, expected) => {
    expect(findActions(text)).toEqual(expect.arrayContaining(expected));
    if (expected.length === 0) expect(findActions(text)).toEqual([]);
  });

  test('6.36 parts of codes, words that are begun, and nothing for nothing', () => {
    expect(findActions('approval.').every((action) => action.startsWith('approval.'))).toBe(true);
    expect(findActions('approv').length).toBeGreaterThan(5);
    expect(findActions('package')).not.toContain('user.created');
    expect(findActions('  the ')).toEqual([]);
    expect(findActions('adele')).toEqual([]);
  });

  test('6.36 what no action is called is answered with what may be meant', () => {
    expect(suggestActions('aproove')).toContain('approval.decided');
    expect(suggestActions('delte person')[0]).toBe('user.deleted');
    expect(suggestActions('xyzzy')).toEqual([]);
  });

  test('6.36 every action has words of its own, and is found by them', () => {
    expect(new Set(AUDIT_ACTIONS.map(auditWords)).size).toBe(AUDIT_ACTIONS.length);
    for (const action of AUDIT_ACTIONS) {
      expect(action).toMatch(/^[a-z_]+\.[a-z_]+$/);
      expect(findActions(auditWords(action)), action).toContain(action);
      expect(findActions(action), action).toContain(action);
    }
    expect(auditWords('of.another_version')).toBe('of.another_version');
    expect(SIGN_INS.every((action) => AUDIT_ACTIONS.includes(action))).toBe(true);
  });
});
