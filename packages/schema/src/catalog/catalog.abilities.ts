import { ObjectType } from 'type-graphql';
import type { Ability } from '../shared/ability.ts';
import { Can } from '../shared/ability.ts';

@ObjectType({ description: 'What you may do with a catalog.' })
export class CatalogAbilities {
  @Can('Change it.')
  edit!: Ability;

  @Can('Delete it.')
  delete!: Ability;

  @Can('Give and take roles in it.')
  delegate!: Ability;

  @Can('Add resources that you also own.')
  addResource!: Ability;

  @Can('Remove resources.')
  removeResource!: Ability;

  @Can('Create packages in it.')
  createPackage!: Ability;
}

@ObjectType({ description: 'What you may do with an access package.' })
export class AccessPackageAbilities {
  @Can('Change it and its roles.')
  edit!: Ability;

  @Can('Retire it.')
  retire!: Ability;

  @Can('Delete it.')
  delete!: Ability;

  @Can('Make and change its policies.')
  editPolicies!: Ability;

  @Can('Assign it directly to people.')
  assign!: Ability;

  @Can('Assign it past approval.')
  bypassApproval!: Ability;
}
