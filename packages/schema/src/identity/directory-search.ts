import { Length } from 'class-validator';
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { PAGE_DEFAULT, PAGE_MAX } from '../shared/connections.ts';
import { LIMITS } from '../shared/inputs.ts';

/** What a picker asks the directory. */
@ArgsType()
export class SearchDirectoryArgs {
  @Field(() => String, {
    description: `What to look for: every word must be in the name, mail address, department or job title, in any order, accents and capitals alike; where nobody fits, names that are spelled like it. At most ${LIMITS.name} characters.`,
  })
  @Length(1, LIMITS.name)
  text!: string;

  @Field(() => Int, {
    nullable: true,
    description: `How many people and how many groups: 1 to ${PAGE_MAX}, ${PAGE_DEFAULT} where nothing is said.`,
  })
  first?: number | null;
}

/** The people and groups that were found; both lists are read only where they are asked for. */
@ObjectType({ description: 'People and groups that were found.' })
export class DirectoryMatches {}
