import { ObjectType } from 'type-graphql';
import type { Ability } from '../shared/ability.ts';
import { Can } from '../shared/ability.ts';

@ObjectType({ description: 'What you may do with a request.' })
export class AccessRequestAbilities {
  @Can('Approve the stage that is open.')
  approve!: Ability;

  @Can('Deny the stage that is open.')
  deny!: Ability;

  @Can('Take your decision back while the undo window is open.')
  takeBack!: Ability;

  @Can('Cancel it.')
  cancel!: Ability;

  @Can('Comment on it.')
  comment!: Ability;

  @Can('Have a failed delivery tried again.')
  reprocess!: Ability;

  @Can('Revoke the approval you gave, so that the access ends.')
  revokeApproval!: Ability;
}

@ObjectType({ description: 'What you may do with an approval stage.' })
export class ApprovalStageAbilities {
  @Can('Approve it.')
  approve!: Ability;

  @Can('Deny it.')
  deny!: Ability;

  @Can('Take your decision back while the undo window is open.')
  takeBack!: Ability;

  @Can('Hand it to somebody else.')
  reassign!: Ability;
}
