import { ArrayNotEmpty, IsOptional, Length } from 'class-validator';
import { ArgsType, createUnionType, Field } from 'type-graphql';
import { PageArgs } from '../shared/connections.ts';
import { publishEnum } from '../shared/enums.ts';
import { LIMITS } from '../shared/inputs.ts';
import { Group } from './group.entity.ts';
import { User } from './user.entity.ts';

export const DirectoryKind = { USER: 'USER', GROUP: 'GROUP' } as const;
export type DirectoryKind = keyof typeof DirectoryKind;
publishEnum(DirectoryKind, 'DirectoryKind', 'What the directory is searched for.', {
  USER: 'People.',
  GROUP: 'Groups.',
});

/** What a picker asks the directory. */
@ArgsType()
export class SearchDirectoryArgs extends PageArgs {
  @Field(() => String, {
    description: `What to look for: every word must be in the name, mail address, department or job title, in any order, accents and capitals alike; where nobody fits, names that are spelled like it. At most ${LIMITS.name} characters.`,
  })
  @Length(1, LIMITS.name)
  text!: string;

  @Field(() => [DirectoryKind], {
    nullable: true,
    description: 'Which kinds to look for; both where nothing is said.',
  })
  @IsOptional()
  @ArrayNotEmpty()
  kinds?: DirectoryKind[] | null;
}

/** What a search of the directory finds. */
export const DirectoryMatch = createUnionType({
  name: 'DirectoryMatch',
  description: 'Somebody of the directory: a person or a group.',
  types: () => [User, Group] as const,
});
