import { type Group } from '@gatehouse/schema/identity/group.entity';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { sql } from 'kysely';
import { type Alias } from '../../read/scope.ts';
import { type Condition, type Sql } from '../../read/sql.ts';

/** Active people whose name, mail address or department holds every word of the text, upper and lower case alike. */
export function personFinder(text: string): (user: Alias<User>) => Condition {
  return (user) => {
    const searched = sql`concat_ws(' ', ${user('name')}, ${user('email')}, ${user('department')})`;
    return sql`(${user('state')} = 'ACTIVE' and ${holdsWords(searched, text)})`;
  };
}

/** Groups whose name holds every word of the text. */
export function groupFinder(text: string): (group: Alias<Group>) => Condition {
  return (group) => holdsWords(sql`${group('name')}`, text);
}

/** "me bo" finds Megan Bowen: every word must be there, none may be taken for a pattern. */
function holdsWords(searched: Sql, text: string): Sql {
  const patterns = text
    .trim()
    .split(/\s+/)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  return sql`${searched} ilike all (${patterns}::text[])`;
}
