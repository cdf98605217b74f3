import { DirectoryMatch, SearchDirectoryArgs } from '@gatehouse/schema/identity/directory-search';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { type GraphQLResolveInfo } from 'graphql';
import { sql } from 'kysely';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import { Members } from '../../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { kind, mixedConnection } from '../../../kernel/read/mixed.ts';
import { groupSearch, personSearch } from './directory-search.ts';

const DirectoryMatchConnection = connectionOf('DirectoryMatch', () => DirectoryMatch as never);

@Resolver()
export class DirectoryResolver {
  @Query(() => DirectoryMatchConnection, {
    description:
      'Active people, then groups, whose name, mail address, department or job title holds the words of a text, each by name; for pickers.',
  })
  @Members()
  searchDirectory(
    @Args(() => SearchDirectoryArgs) { text, kinds, ...page }: SearchDirectoryArgs,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    const listed = {
      USER: () => kind(User, { where: (user) => sql`${user('state')} = 'ACTIVE'`, search: personSearch(text, 'text') }),
      GROUP: () => kind(Group, { search: groupSearch(text, 'text') }),
    };
    const wanted = (['USER', 'GROUP'] as const).filter((one) => !kinds || kinds.includes(one));
    return mixedConnection(
      wanted.map((one) => listed[one]()),
      op,
      page,
      info,
    );
  }
}
