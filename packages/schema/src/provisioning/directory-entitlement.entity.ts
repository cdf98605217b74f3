import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { ResourceRole } from '../catalog/resource-role.entity.ts';
import { User } from '../identity/user.entity.ts';
import { Row } from '../shared/node.ts';
import { IdPrefix } from '../shared/ids.ts';

/**
 * What the built-in directory knows: who holds which role of its applications, sites and licences.
 * This is the target's own memory, not ours: grants say what should be, this says what is.
 * Membership of its groups stands in `group_member`.
 */
@Entity()
@Unique({ name: 'directory_entitlement_once', properties: ['user', 'resourceRole', 'scope'] })
@IdPrefix('ent')
export class DirectoryEntitlement extends Row {
  @ManyToOne({ entity: () => User, deleteRule: 'cascade' })
  user!: User;

  @ManyToOne({ entity: () => ResourceRole, deleteRule: 'cascade' })
  @Index()
  resourceRole!: ResourceRole;

  @Property({ type: 'text', default: '' })
  scope!: string;
}
