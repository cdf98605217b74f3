/** Every noun: what is not listed is not there. In this order where order counts. */
import { assignments } from '../features/assignments/module.ts';
import { audit } from '../features/audit/module.ts';
import { catalog } from '../features/catalog/module.ts';
import { identity } from '../features/identity/module.ts';
import { notifications } from '../features/notifications/module.ts';
import { organizations } from '../features/organizations/module.ts';
import { policies } from '../features/policies/module.ts';
import { provisioning } from '../features/provisioning/module.ts';
import { requests } from '../features/requests/module.ts';
import { terms } from '../features/terms/module.ts';
import { kernel } from '../kernel/kernel.ts';
import { mail } from '../kernel/mail/module.ts';
import { type Module } from '../kernel/module.ts';

export const MODULES: readonly Module[] = [
  kernel,
  organizations,
  identity,
  catalog,
  policies,
  terms,
  requests,
  assignments,
  provisioning,
  notifications,
  mail,
  audit,
];
