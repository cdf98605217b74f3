import { sql } from 'kysely';
import { type Sql } from '../../kernel/read/sql.ts';

/**
 * Is a user in a group, directly or through nested groups? Asked from the group downwards, which one statement answers once per group
 * however many users it is asked about.
 */
export function isInGroup(userId: Sql, groupId: Sql): Sql {
  return sql`${userId} in (
    with recursive down(id) as (
      select ${groupId} union select m.member_group_id from group_member m join down on m.group_id = down.id where m.member_group_id is not null)
    select m.user_id from group_member m join down on m.group_id = down.id where m.user_id is not null)`;
}

/** The ids of every group a user is in, nested ones too, to stand after `in`. */
export function groupsOf(userId: Sql): Sql {
  return sql`(
    with recursive up(id) as (
      select m.group_id from group_member m where m.user_id = ${userId}
      union select m.group_id from group_member m join up on m.member_group_id = up.id)
    select id from up)`;
}
