import { Entity, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { User } from '../identity/user.entity.ts';
import { TermsKind } from '../rules/vocabulary.ts';
import { Count, One, Text, Word } from '../shared/columns.ts';
import { IdPrefix } from '../shared/ids.ts';
import { Node, Row } from '../shared/node.ts';
import './terms.enums.ts';

/** One version of what people have to accept. It never changes: what is published later is another version. */
@Entity()
@ObjectType({ implements: Node, description: 'One version of what people have to accept. It never changes.' })
@Unique({ name: 'terms_version_once', properties: ['kind', 'number'] })
@IdPrefix('trm')
export class Terms extends Row {
  @Word(TermsKind, 'What it is.')
  kind!: TermsKind;

  @Count('Which version of it, from 1.')
  number!: number;

  @Text('What it says.')
  text!: string;

  @One(() => User, 'Who published it, as far as you may see them; null for the one that came with Gatehouse.', { nullable: true })
  author: User | null = null;
}
