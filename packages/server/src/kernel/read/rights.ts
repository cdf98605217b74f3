import { sql } from 'kysely';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { type Viewer } from '../authz/viewer.ts';
import { exists, type Alias } from './scope.ts';
import { and, oneOf, or, type Condition, type Sql } from './sql.ts';

/** Is the value the viewer's own user? */
export function isMe(value: Sql, viewer: Viewer): Condition {
  return viewer.userId === null ? false : sql`${value} = ${viewer.userId}`;
}

/** Is the value a service for which the viewer answers? They are looked up once. */
export function isMyService(value: Sql, viewer: Viewer): Condition {
  return viewer.hasServices && viewer.userId !== null
    ? sql`${value} = any(array(select s.id from app_user s where s.responsible_id = ${viewer.userId}))`
    : false;
}

/** Is the value the viewer's own user, or a service for which they answer? */
export function isMineToAnswer(value: Sql, viewer: Viewer): Condition {
  return or(isMe(value, viewer), isMyService(value, viewer));
}

/** Is the value one of the viewer's groups? */
export function isMyGroup(value: Sql, viewer: Viewer): Condition {
  return oneOf(value, viewer.groupIds);
}

/** Does a row with a holder (a user or a group) speak of the viewer? */
export function isMine<E extends { user: unknown; group: unknown }>(t: Alias<E>, viewer: Viewer): Condition {
  return or(isMe(t('user'), viewer), isMyGroup(t('group'), viewer));
}

/** Is the value a catalog in which the viewer holds any role? Every catalog role sees all that is in its catalog. */
export function inMyCatalogs(catalogId: Sql, viewer: Viewer): Condition {
  return oneOf(catalogId, [...new Set(viewer.catalogRoles.map((held) => held.catalogId))]);
}

/** Is the value a package of one of these catalogs? */
export function packageIn(near: Alias, packageId: Sql, catalogIds: readonly string[]): Condition {
  return exists(near, AccessPackage, (p) => and(sql`${p('id')} = ${packageId}`, oneOf(p('catalog'), catalogIds)));
}

/** Is the value a package of a catalog in which the viewer holds any role? */
export function packageInMyCatalogs(near: Alias, packageId: Sql, viewer: Viewer): Condition {
  return exists(near, AccessPackage, (p) => and(sql`${p('id')} = ${packageId}`, inMyCatalogs(p('catalog'), viewer)));
}
