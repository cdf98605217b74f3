import { sql } from 'kysely';
import { groupsAbove, nestedGroups } from '../../../kernel/authz/nested-groups.sql.ts';
import { type Sql } from '../../../kernel/read/sql.ts';

/**
 * Is a user in a group, directly or through nested groups? Asked from the group downwards, which one statement answers once per group
 * however many users it is asked about.
 */
export function isInGroup(userId: Sql, groupId: Sql): Sql {
  return sql`${userId} in (
    with recursive ${nestedGroups('down', sql`select ${groupId}`)}
    select m.user_id from group_member m join down on m.group_id = down.group_id where m.user_id is not null)`;
}

/** The ids of every group a user is in, nested ones too, to stand after `in`. */
export function groupsOf(userId: Sql): Sql {
  return sql`(
    with recursive ${groupsAbove('up', sql`select m.group_id from group_member m where m.user_id = ${userId}`)}
    select group_id as id from up)`;
}
