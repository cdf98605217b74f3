import { ObjectType } from 'type-graphql';
import { Ability, Can } from '../shared/ability.ts';

@ObjectType({ description: 'What you may do with a catalog.' })
export class CatalogAbilities {
  @Can('Change or delete it.')
  edit!: Ability;

  @Can('Add or remove resources.')
  manageResources!: Ability;

  @Can('Give and take roles in it.')
  manageRoles!: Ability;

  @Can('Create packages in it.')
  createPackage!: Ability;
}

@ObjectType({ description: 'What you may do with an access package.' })
export class AccessPackageAbilities {
  @Can('Change, retire or delete it, and its roles and policies.')
  edit!: Ability;

  @Can('Assign it directly to people.')
  assign!: Ability;

  @Can('Assign it past approval.')
  bypassApproval!: Ability;

  @Can('See everyone who holds it.')
  seeAssignments!: Ability;
}
