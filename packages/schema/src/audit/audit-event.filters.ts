import { AccessPackageFilter } from '../catalog/access-package.filters.ts';
import { CatalogFilter } from '../catalog/catalog.filters.ts';
import { UserFilter } from '../identity/user.filters.ts';
import { AccessRequestFilter } from '../requests/access-request.filters.ts';
import {
  byCode,
  byId,
  byIdOrNone,
  byOneOrNone,
  byText,
  byTime,
  byWord,
  filterFor,
  type FilterClass,
  type FilterValue,
} from '../shared/filters.ts';
import { listArgs, orderFor, type OrderInput } from '../shared/orders.ts';
import { AuditOutcome } from './audit.enums.ts';

export const AuditEventFilter: FilterClass = filterFor('AuditEvent', {
  id: byId('By its id.'),
  at: byTime('By when it happened.'),
  action: byCode('By what was done, as a code.'),
  outcome: byWord('AuditOutcome', AuditOutcome, 'Done or refused.'),
  actor: byOneOrNone(() => UserFilter, 'By who did it, as far as you may see it.'),
  subjectType: byText('By the kind of thing it was done to.'),
  subjectId: byId('By the thing it was done to.'),
  requestId: byIdOrNone('By the id of the request it belongs to.'),
  request: byOneOrNone(() => AccessRequestFilter, 'By the request it belongs to, as far as you may see it.'),
  targetId: byIdOrNone('By the id of whose access it is about.'),
  target: byOneOrNone(() => UserFilter, 'By whose access it is about.'),
  accessPackageId: byIdOrNone('By the id of the package it is about.'),
  accessPackage: byOneOrNone(() => AccessPackageFilter, 'By the package it is about, as far as you may see it.'),
  catalogId: byIdOrNone('By the id of the catalog it is about.'),
  catalog: byOneOrNone(() => CatalogFilter, 'By the catalog it is about, as far as you may see it.'),
});
export type AuditEventFilter = FilterValue;

export const AuditEventOrder = orderFor('AuditEvent', { indexed: ['AT'], others: ['CREATED_AT'] });
export type AuditEventOrder = OrderInput;

/** Arguments of a list of audit events. */
export const AuditEventListArgs = listArgs(AuditEventFilter, AuditEventOrder);
