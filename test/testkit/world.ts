import { type Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { type AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { type Connector } from '@gatehouse/schema/catalog/connector.entity';
import { type Group } from '@gatehouse/schema/identity/group.entity';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { type ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { type OrganizationSponsor } from '@gatehouse/schema/organizations/organization-sponsor.entity';
import { type AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { inChange, type Change } from '@gatehouse/server/kernel/change';
import { buildPackage, type PackagePlan } from '@gatehouse/server/app/builders/access-package';
import { buildCatalog, giveCatalogRole, type CatalogPlan, type CatalogRolePlan } from '@gatehouse/server/app/builders/catalog';
import { buildGroup, type GroupPlan } from '@gatehouse/server/app/builders/group';
import {
  buildOrganization,
  buildSponsor,
  type OrganizationPlan,
  type SponsorPlan,
} from '@gatehouse/server/app/builders/organization';
import { buildPolicy, type PolicyPlan } from '@gatehouse/server/app/builders/policy';
import {
  buildConnector,
  buildResource,
  type BuiltResource,
  type ConnectorPlan,
  type ResourcePlan,
} from '@gatehouse/server/app/builders/resource';
import { buildUser, type UserPlan } from '@gatehouse/server/app/builders/user';
import { systemOperation } from '@gatehouse/server/kernel/jobs/system-operation';
import { acceptTermsOf } from '@gatehouse/server/features/terms/accept-terms';
import { termsDue } from '@gatehouse/server/features/terms/terms.facts';
import { type App } from '@gatehouse/server/kernel/operation';

/** A package to be made in a test: a catalog is made for it where none is named, and a policy where one is planned. */
export type TestPackagePlan = Omit<PackagePlan, 'catalog' | 'name'> & {
  name?: string;
  catalog?: { id: string };
  policy?: Omit<PolicyPlan, 'accessPackage'>;
};

/**
 * Makes the world that a test needs, as the system, with the same builders as the demo company. Names are made up where
 * a test does not care; every call gives something new.
 */
export class World {
  readonly #app: App;
  #count = 0;

  constructor(app: App) {
    this.#app = app;
  }

  /** Anything else that a test wants written, in one transaction of the system. */
  write<T>(work: (change: Change) => Promise<T> | T): Promise<T> {
    return inChange(systemOperation(this.#app, this.#app.now()), async (change) => work(change));
  }

  user(plan: Partial<UserPlan> = {}): Promise<User> {
    const name = plan.name ?? `Person ${this.#next()}`;
    return this.write(async (change) => {
      const user = buildUser(change, { ...plan, name });
      await change.em.flush();
      // A guest who was here before the test: what there is to accept is accepted.
      if (user.kind === 'GUEST' && user.state !== 'PROSPECT')
        await acceptTermsOf(change, user.id, await termsDue(change.em, user));
      return user;
    });
  }

  organization(plan: Partial<OrganizationPlan> = {}): Promise<ConnectedOrganization> {
    const name = plan.name ?? `Organization ${this.#next()}`;
    return this.write((change) => buildOrganization(change, { ...plan, name }));
  }

  sponsor(organization: { id: string }, plan: SponsorPlan): Promise<OrganizationSponsor> {
    return this.write((change) => buildSponsor(change, organization, plan));
  }

  /** An administrator of the deployment. */
  admin(plan: Partial<UserPlan> = {}): Promise<User> {
    return this.user({ name: `Administrator ${this.#next()}`, roles: ['ADMINISTRATOR'], ...plan });
  }

  group(plan: Partial<GroupPlan> = {}): Promise<Group> {
    return this.write((change) => buildGroup(change, { name: `Group ${this.#next()}`, ...plan }));
  }

  catalog(plan: Partial<CatalogPlan> = {}): Promise<Catalog> {
    return this.write((change) => buildCatalog(change, { name: `Catalog ${this.#next()}`, ...plan }));
  }

  catalogRole(catalog: { id: string }, plan: CatalogRolePlan): Promise<unknown> {
    return this.write((change) => giveCatalogRole(change, catalog, plan));
  }

  connector(plan: Partial<ConnectorPlan> & { kind: string }): Promise<Connector> {
    return this.write((change) => buildConnector(change, { name: `Connector ${this.#next()}`, ...plan }));
  }

  resource(plan: Partial<ResourcePlan> = {}): Promise<BuiltResource> {
    return this.write((change) => buildResource(change, { name: `Resource ${this.#next()}`, ...plan }));
  }

  package(plan: TestPackagePlan = {}): Promise<AccessPackage> {
    const { policy, catalog, ...rest } = plan;
    const number = this.#next();
    return this.write(async (change) => {
      const home = catalog ?? buildCatalog(change, { name: `Catalog ${number}` });
      const made = buildPackage(change, { name: `Package ${number}`, ...rest, catalog: home });
      if (policy) await buildPolicy(change, { ...policy, accessPackage: made });
      return made;
    });
  }

  policy(plan: PolicyPlan): Promise<AssignmentPolicy> {
    return this.write((change) => buildPolicy(change, plan));
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }
}
