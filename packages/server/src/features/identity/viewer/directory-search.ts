import { type Group } from '@gatehouse/schema/identity/group.entity';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { sql } from 'kysely';
import { type Search } from '../../../kernel/read/define-read.ts';
import { type Alias } from '../../../kernel/read/scope.ts';
import { and, type Sql } from '../../../kernel/read/sql.ts';
import { holds, resembles, wordsOf } from '../../../kernel/read/words.ts';

/** People whose name, mail address, department or job title holds every word, in any order: "me bo" finds Megan Bowen. */
export function personSearch(text: string | null | undefined, where: string): Search<User> | undefined {
  return searchIn(
    text,
    where,
    (user) =>
      sql`${user('name')} || ' ' || coalesce(${user('email')}, '') || ' ' || coalesce(${user('department')}, '') || ' ' || coalesce(${user('jobTitle')}, '')`,
  );
}

/** Groups whose name holds every word. */
export function groupSearch(text: string | null | undefined, where: string): Search<Group> | undefined {
  return searchIn(text, where, (group) => group('name'));
}

function searchIn<E>(text: string | null | undefined, where: string, said: (t: Alias<E>) => Sql): Search<E> | undefined {
  const words = text == null ? [] : wordsOf(text, where);
  if (words.length === 0) return undefined;
  return {
    text: words.join(' '),
    holds: (t) => and(...words.map((word) => holds(said(t), word))),
    resembles: (t) => and(...words.map((word) => resembles(said(t), word))),
  };
}
