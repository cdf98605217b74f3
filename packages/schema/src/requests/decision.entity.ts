import { Entity, Index, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { User } from '../identity/user.entity.ts';
import { DecisionKind } from '../rules/vocabulary.ts';
import { One, Text, Time, Word } from '../shared/columns.ts';
import { Row } from '../shared/node.ts';
import { ApprovalStage } from './approval-stage.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** One person's answer in one stage. */
@Entity()
@ObjectType({ description: 'One person\u2019s answer in one stage.' })
@Index({ name: 'decision_stage', properties: ['stage', 'at'] })
@Unique({
  name: 'decision_once',
  expression: `create unique index "decision_once" on "decision" ("stage_id", "by_id") where "taken_back_at" is null`,
})
@IdPrefix('dec')
export class Decision extends Row {
  @One(() => ApprovalStage, 'The stage.', { onDelete: 'cascade' })
  stage!: ApprovalStage;

  @One(() => User, 'Who decided; null where an imported history does not say.', { nullable: true })
  @Index()
  by: User | null = null;

  @Word(DecisionKind, 'Yes or no.')
  decision!: DecisionKind;

  /** Personal text: may be erased. */
  @Text('Why.', { nullable: true })
  justification: string | null = null;

  @Time('When.')
  at!: Date;

  @Time('The sooner end the approver set, where they did.', { nullable: true })
  shortenedTo: Date | null = null;

  @Time('Until when whoever gave it may take it back; null where there was no undo window.', { nullable: true })
  undoUntil: Date | null = null;

  @Time('When it was taken back, where it was.', { nullable: true })
  takenBackAt: Date | null = null;
}
