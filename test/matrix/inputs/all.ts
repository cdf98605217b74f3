import { ASSIGNMENT_INPUTS } from './assignments.ts';
import { type Bases } from './base.ts';
import { CATALOG_INPUTS } from './catalog.ts';
import { IDENTITY_INPUTS } from './identity.ts';
import { NOTIFICATION_INPUTS } from './notifications.ts';
import { ORGANIZATION_INPUTS } from './organizations.ts';
import { POLICY_INPUTS } from './policies.ts';
import { PROVISIONING_INPUTS } from './provisioning.ts';
import { TERMS_INPUTS } from './terms.ts';
import { REQUEST_INPUTS } from './requests.ts';

/** The base inputs of every mutation there is; the tests fail where one is missing. */
export const INPUTS: Bases = {
  ...IDENTITY_INPUTS,
  ...ORGANIZATION_INPUTS,
  ...TERMS_INPUTS,
  ...CATALOG_INPUTS,
  ...POLICY_INPUTS,
  ...REQUEST_INPUTS,
  ...ASSIGNMENT_INPUTS,
  ...PROVISIONING_INPUTS,
  ...NOTIFICATION_INPUTS,
};
