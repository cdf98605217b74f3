import { Field, ID, Int, ObjectType } from 'type-graphql';
import { CatalogRole, DeploymentRole, SetupStepName, TokenScope } from '../rules/vocabulary.ts';
import { type Ability, Can } from '../shared/ability.ts';
import { Duration } from '../shared/scalars.ts';
import { User } from './user.entity.ts';

@ObjectType({ description: 'A role you hold in one catalog, yourself or through a group.' })
export class HeldCatalogRole {
  @Field(() => ID, { description: 'The catalog.' })
  catalogId!: string;

  @Field(() => CatalogRole, { description: 'The role.' })
  role!: CatalogRole;

  @Field(() => Boolean, { description: 'May you assign past approval there?' })
  mayBypassApproval!: boolean;
}

@ObjectType({
  description: 'What you may do with the deployment as a whole. What you may do with one thing stands on that thing.',
})
export class ViewerAbilities {
  @Can('See some part of the administration.')
  administer!: Ability;

  @Can('Create catalogs.')
  createCatalog!: Ability;

  @Can('Create packages in some catalog.')
  createPackage!: Ability;

  @Can('Assign packages of some catalog directly.')
  assign!: Ability;

  @Can('Create, change, block and delete users.')
  manageUsers!: Ability;

  @Can('Create, change and delete groups.')
  manageGroups!: Ability;

  @Can('Create, change and delete connectors.')
  manageConnectors!: Ability;

  @Can('Create, change and delete resources.')
  manageResources!: Ability;

  @Can('Give and take roles over the deployment.')
  manageRoles!: Ability;

  @Can('Read every connected organization and all its guests.')
  readOrganizations!: Ability;

  @Can('Create, change and delete connected organizations, and say which mail domains are let in.')
  manageOrganizations!: Ability;

  @Can('Read the whole audit.')
  readAudit!: Ability;

  @Can('See every provisioning operation.')
  seeProvisioning!: Ability;

  @Can('Close manual tasks.')
  completeManualTasks!: Ability;
}

@ObjectType({ description: 'How much waits for you, for badges.' })
export class ViewerCounts {
  @Field(() => Int, { description: 'Open approval stages that wait for your decision.' })
  approvals!: number;

  @Field(() => Int, { description: 'Notifications you have not read.' })
  unreadNotifications!: number;

  @Field(() => Int, { description: 'Open manual tasks you may close.' })
  manualTasks!: number;

  @Field(() => Int, { description: 'People who report to you and are active.' })
  reports!: number;

  @Field(() => Int, { description: 'Organizations for whose people you vouch, yourself or in a group.' })
  organizations!: number;
}

@ObjectType({ description: 'One thing to be done until somebody can ask for something.' })
export class SetupStep {
  @Field(() => SetupStepName, { description: 'What.' })
  name!: SetupStepName;

  @Field(() => Boolean, { description: 'Is it done?' })
  done!: boolean;
}

/** Who is behind an operation, as they are told about themself. */
@ObjectType('Viewer', { description: 'You: whoever is signed in.' })
export class ViewerProfile {
  @Field(() => User, { nullable: true, description: 'Your user.' })
  user!: User | null;

  @Field(() => [DeploymentRole], { description: 'The roles you hold over the deployment, yourself or through a group.' })
  deploymentRoles!: DeploymentRole[];

  @Field(() => [HeldCatalogRole], { description: 'The roles you hold in catalogs, yourself or through a group.' })
  catalogRoles!: HeldCatalogRole[];

  @Field(() => TokenScope, { description: 'What the token in use may do; WRITE in a signed-in browser.' })
  tokenScope!: TokenScope;

  @Field(() => [ID], {
    nullable: true,
    description: 'The catalogs outside of which the token in use sees and does nothing; null where it is not confined.',
  })
  tokenCatalogIds!: string[] | null;

  @Field(() => Duration, {
    description:
      'For how long a decision may be taken back, from its answer on; PT0S: not at all. Until then nothing follows from it.',
  })
  undoWindow!: string;

  @Field(() => Boolean, {
    description: 'Do mails leave this deployment? Where they do not, your inbox alone has what you are told.',
  })
  mailsLeave!: boolean;

  @Field(() => ViewerAbilities, { description: 'What you may do.' })
  viewerCan!: ViewerAbilities;

  @Field(() => [SetupStep], {
    nullable: true,
    description:
      'What it takes until somebody can ask for something, in the order in which it is done; null unless you are an administrator.',
  })
  setup!: SetupStep[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where to ask for something that is not listed: a mail address or a web address; null where none was named.',
  })
  contact!: string | null;

  @Field(() => ViewerCounts, { description: 'How much waits for you.' })
  counts!: ViewerCounts;
}
