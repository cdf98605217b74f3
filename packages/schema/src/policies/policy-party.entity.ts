import { Check, Entity, Index } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { Group } from '../identity/group.entity.ts';
import { User } from '../identity/user.entity.ts';
import { publishEnum } from '../shared/enums.ts';
import { One, Word } from '../shared/columns.ts';
import { Row } from '../shared/node.ts';
import { AssignmentPolicyVersion } from './assignment-policy-version.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

export const PartyPart = { SCOPE: 'SCOPE', ON_BEHALF: 'ON_BEHALF' } as const;
export type PartyPart = keyof typeof PartyPart;
publishEnum(PartyPart, 'PolicyPartyPart', 'Which part a user or group plays in a policy.', {
  SCOPE: 'It is for them.',
  ON_BEHALF: 'They may ask for anybody it is for.',
});

/** A user or group named by a policy. */
@Entity()
@ObjectType({ description: 'A user or group named by a policy.' })
@Check({ name: 'policy_party_one_kind', expression: `("user_id" is null) <> ("group_id" is null)` })
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
}
