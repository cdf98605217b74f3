import type { Gate } from '../../graphql/errors.ts';

/** What to do about a condition, and where. */
export interface Help {
  readonly say: string;
  readonly on: 'PACKAGE' | 'POLICIES' | 'PEOPLE';
}

const HELP: Partial<Record<Gate['code'], Help>> = {
  CATALOG_UNPUBLISHED: { say: 'Publish the catalog.', on: 'PACKAGE' },
  CATALOG_NOT_EXTERNAL: { say: 'Open the catalog to people from outside.', on: 'PACKAGE' },
  NO_POLICY_IN_SCOPE: { say: 'Widen the scope of a policy, or make one for them.', on: 'POLICIES' },
  POLICY_DISABLED: { say: 'Enable the policy.', on: 'POLICIES' },
  TARGET_NOT_ELIGIBLE: { say: 'Unblock or restore them on their page.', on: 'PEOPLE' },
  NO_APPROVER: {
    say: 'Name a fallback or more approvers in the policy, or give the person a manager where managers decide.',
    on: 'POLICIES',
  },
};

/**
 * What whoever can change it does about a condition; null where its sentence says all there is to say, or where it depends on what
 * the code does not tell.
 */
export function gateHelp({ code, fixedBy }: Pick<Gate, 'code' | 'fixedBy'>): Help | null {
  if (code === 'NOT_YOURS_TO_REQUEST' && fixedBy === 'PACKAGE_MANAGER')
    return { say: 'Say in the policy who may ask.', on: 'POLICIES' };
  return HELP[code] ?? null;
}
