import { expect, test } from 'vitest';
import { GRANT_MACHINE, LIVE_GRANT_STATES } from './grant-machine.ts';
import { testMachine } from './machine.fixture.ts';
import { GrantState } from './vocabulary.ts';

testMachine(
  GRANT_MACHINE,
  ['PROVISION', 'REFUSE', 'RETRY', 'REVOKE', 'REMOVE', 'RELEASE', 'RESUME', 'RESTORE'],
  `
  PENDING       PROVISION ACTIVE
  PENDING       REFUSE    FAILED
  PENDING       REVOKE    REVOKING
  ACTIVE        REVOKE    REVOKING
  ACTIVE        RELEASE   REMOVED
  ACTIVE        RESTORE   PENDING
  FAILED        RETRY     PENDING
  FAILED        REVOKE    REVOKING
  REVOKING      REMOVE    REMOVED
  REVOKING      REFUSE    REVOKE_FAILED
  REVOKING      RESUME    PENDING
  REVOKE_FAILED RETRY     REVOKING
  REVOKE_FAILED RESUME    PENDING
`,
);

test('everything but REMOVED is the one live grant', () => {
  expect([...LIVE_GRANT_STATES, 'REMOVED'].sort()).toEqual(Object.values(GrantState).sort());
});
