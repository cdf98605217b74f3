import { DirectoryMatches, SearchDirectoryArgs } from '@gatehouse/schema/identity/directory-search';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { type GraphQLResolveInfo } from 'graphql';
import { sql } from 'kysely';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { Members } from '../../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { connection } from '../../../kernel/read/read.ts';
import { groupSearch, personSearch } from './directory-search.ts';

@Resolver(() => DirectoryMatches)
export class DirectoryResolver {
  @Query(() => DirectoryMatches, {
    description:
      'Active people and groups whose name, mail address, department or job title holds the words of a text; for pickers.',
  })
  @Members()
  searchDirectory(@Args(() => SearchDirectoryArgs) search: SearchDirectoryArgs): SearchDirectoryArgs {
    return search;
  }

  @FieldResolver(() => connectionOf('User', () => User), { description: 'The people, by name.' })
  people(@Root() { text, first }: SearchDirectoryArgs, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(User, op, { first }, info, {
      where: (user) => sql`${user('state')} = 'ACTIVE'`,
      search: personSearch(text, 'text'),
    });
  }

  @FieldResolver(() => connectionOf('Group', () => Group), { description: 'The groups, by name.' })
  groups(@Root() { text, first }: SearchDirectoryArgs, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(Group, op, { first }, info, { search: groupSearch(text, 'text') });
  }
}
