import { Check, Entity, Index } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { Group } from '../identity/group.entity.ts';
import { User } from '../identity/user.entity.ts';
import { PartyPart } from '../rules/vocabulary.ts';
import { ConnectedOrganization } from '../organizations/connected-organization.entity.ts';
import { One, Text, Word } from '../shared/columns.ts';
import { Row } from '../shared/node.ts';
import { AssignmentPolicyVersion } from './assignment-policy-version.entity.ts';
import './policies.enums.ts';
import { IdPrefix } from '../shared/ids.ts';

/** A user, a group or an organization named by a policy. */
@Entity()
@ObjectType({ description: 'A user, a group or an organization named by a policy.' })
@Check({
  name: 'policy_party_one_kind',
  expression: `num_nonnulls("user_id", "group_id", "organization_id") = 1 and ("domain" is null or "organization_id" is not null)`,
})
@IdPrefix('ppt')
export class PolicyParty extends Row {
  @One(() => AssignmentPolicyVersion, 'The version of the policy.', { onDelete: 'cascade' })
  @Index()
  policyVersion!: AssignmentPolicyVersion;

  @Word(PartyPart, 'Which part they play.')
  part!: PartyPart;

  @One(() => User, 'Where it is a user.', { nullable: true })
  @Index()
  user: User | null = null;

  @One(() => Group, 'Where it is a group.', { nullable: true })
  @Index()
  group: Group | null = null;

  @One(() => ConnectedOrganization, 'Where it is an organization.', { nullable: true })
  @Index()
  organization: ConnectedOrganization | null = null;

  @Text('Of the organization only those with a mail address of this domain; null: all of them.', { nullable: true })
  domain: string | null = null;
}
