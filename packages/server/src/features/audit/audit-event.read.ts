import { may } from '@gatehouse/schema/rules/permissions';
import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { AuditEventFilter, AuditEventOrder } from '@gatehouse/schema/audit/audit-event.filters';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { type Row } from '@gatehouse/schema/shared/node';
import { type EntityClass } from '@mikro-orm/core';
import { sql } from 'kysely';
import { type Viewer } from '../../kernel/authz/viewer.ts';
import { defineRead, relation } from '../../kernel/read/define-read.ts';
import { visibleRow } from '../../kernel/read/relations.ts';
import { inMyCatalogs, isMe } from '../../kernel/read/rights.ts';
import { select, type Alias } from '../../kernel/read/scope.ts';
import { and, not, oneOf, or, type Sql } from '../../kernel/read/sql.ts';
import { knowsOfEvidence } from '../requests/showing/held.read.ts';
import { hasPartIn, isHiddenApprover, seesApprovers } from '../requests/showing/request-standing.read.ts';

/** The user behind the principal that acted; none where the system did. */
function actorOf(t: Alias<AuditEvent>): Sql {
  return sql`(select p.user_id from principal p where p.id = ${t('actorPrincipal')})`;
}

/** One's own doing, or about oneself; but whom a stage asks that hides it is not told to whoever asked: asking is what opens it. */
function isOwn(t: Alias<AuditEvent>, viewer: Viewer) {
  const told = or(sql`${t('subjectType')} <> 'ApprovalStage'`, seesApprovers(t, t('subjectId'), viewer));
  return and(or(sql`${t('actorPrincipal')} = ${viewer.principalId}`, isMe(t('targetId'), viewer)), told);
}

/** What an event names by its id. Who has the id of something unlisted may see it, as if they had brought it. */
function linked<C extends Row>(entity: () => EntityClass<C>, by: 'requestId' | 'accessPackageId' | 'catalogId') {
  return relation<AuditEvent, C>({
    entity,
    join: (event, row) =>
      and(
        sql`${row('id')} = ${event(by)}`,
        row.scope.byId(() => visibleRow(row)),
      ),
    implied: true,
  });
}

/**
 * For the roles of the catalog it is about, and, where it belongs to a request, for whoever has a part in that request. What a catalog's
 * roles see of its requests they see by the catalog, which every event of a request names.
 */
export const auditEventRead = defineRead(AuditEvent, {
  all: 'audit.read',
  // Not even administrators learn early what was decided about themselves.
  personal: true,
  visible: (t, viewer) =>
    and(
      knowsOfEvidence(t, viewer),
      may(viewer, 'audit.read').allowed ||
        or(
          inMyCatalogs(t('catalogId'), viewer),
          sql`${t('requestId')} = any(array(${select(t, AccessRequest, 'id', (request) => hasPartIn(request, viewer))}))`,
        ),
    ),
  within: (t, catalogIds) => oneOf(t('catalogId'), catalogIds),
  fields: {
    // A requester who may not know who is asked must not learn it from the trail either.
    actor: {
      visible: (t, viewer) =>
        or(inMyCatalogs(t('catalogId'), viewer), not(isHiddenApprover(t, t('requestId'), actorOf(t), viewer))),
    },
    subject: { names: (t) => ({ type: t('subjectType'), id: t('subjectId') }) },
    details: { visible: (t, viewer) => or(inMyCatalogs(t('catalogId'), viewer), isOwn(t, viewer)), hidden: sql`'{}'::jsonb` },
  },
  relations: {
    actor: relation<AuditEvent, User>({
      entity: () => User,
      join: (event, user) => sql`${user('id')} = ${actorOf(event)}`,
      implied: true,
      named: (event, id) => sql`${event('actorPrincipal')} = (select p.id from principal p where p.user_id = ${id})`,
    }),
    request: linked(() => AccessRequest, 'requestId'),
    // Who meets somebody may know who it is.
    target: relation<AuditEvent, User>({
      entity: () => User,
      join: (event, user) => sql`${user('id')} = ${event('targetId')}`,
      implied: true,
    }),
    accessPackage: linked(() => AccessPackage, 'accessPackageId'),
    catalog: linked(() => Catalog, 'catalogId'),
  },
  filter: AuditEventFilter,
  orders: AuditEventOrder,
  defaultOrder: [['at', 'DESC']],
  inOrderBy: 'action',
});
