import assert from 'node:assert/strict';
import { ResourceKind } from '@gatehouse/schema/rules/vocabulary';
import {
  type ConnectorDriver,
  type DriverContext,
  type Fitness,
  type NamedResource,
  type Offers,
  type Outcome,
  type TargetRight,
  type Unreachable,
} from './port.ts';

/** What a driver is tested with: itself, and a target where nobody holds anything yet. */
export interface ContractSubject {
  driver: ConnectorDriver;
  context(): DriverContext;
  /** A right that the target can give; nobody holds it. A new person with each call. */
  right(): Promise<TargetRight>;
  /** A right in something that the target does not know. */
  unknownRight(): Promise<TargetRight>;
}

/** One thing every driver promises. */
export interface ContractCase {
  title: string;
  /** @throws AssertionError where the driver does not keep it */
  check(subject: ContractSubject): Promise<void>;
}

/**
 * What every driver must do, whatever its target: the worker relies on all of it. A driver whose target cannot tell who
 * holds what (`holds` is null), or where a person does the work (WAITING), keeps the promises as far as they apply.
 */
export const CONNECTOR_CONTRACT: readonly ContractCase[] = [
  {
    title: 'holds nothing before it was given',
    async check({ driver, context, right }) {
      expectHeld(await driver.holds(context(), await right()), false);
    },
  },
  {
    title: 'gives, and says so',
    async check({ driver, context, right }) {
      const given = await right();
      expectDone(await driver.apply(context(), 'GRANT', given));
      expectHeld(await driver.holds(context(), given), true);
    },
  },
  {
    title: 'gives twice as it gives once',
    async check({ driver, context, right }) {
      const given = await right();
      expectDone(await driver.apply(context(), 'GRANT', given));
      expectDone(await driver.apply(context(), 'GRANT', { ...given, operationId: `${given.operationId}-again` }));
      expectDone(await driver.apply(context(), 'REVOKE', given));
      expectHeld(await driver.holds(context(), given), false);
    },
  },
  {
    title: 'gives at the same time as it gives once',
    async check({ driver, context, right }) {
      const given = await right();
      const outcomes = await Promise.all([1, 2, 3, 4].map(() => driver.apply(context(), 'GRANT', given)));
      for (const outcome of outcomes) expectDone(outcome);
      expectHeld(await driver.holds(context(), given), true);
    },
  },
  {
    title: 'takes away, and says so',
    async check({ driver, context, right }) {
      const given = await right();
      expectDone(await driver.apply(context(), 'GRANT', given));
      expectDone(await driver.apply(context(), 'REVOKE', given));
      expectHeld(await driver.holds(context(), given), false);
      expectDone(await driver.apply(context(), 'REVOKE', given));
    },
  },
  {
    title: 'takes what nobody holds as done',
    async check({ driver, context, right }) {
      expectDone(await driver.apply(context(), 'REVOKE', await right()));
    },
  },
  {
    title: 'touches nobody else',
    async check({ driver, context, right }) {
      const [one, other] = [await right(), await right()];
      expectDone(await driver.apply(context(), 'GRANT', one));
      expectHeld(await driver.holds(context(), other), false);
      expectDone(await driver.apply(context(), 'GRANT', other));
      expectDone(await driver.apply(context(), 'REVOKE', other));
      expectHeld(await driver.holds(context(), one), true);
    },
  },
  {
    title: 'refuses what its target does not know, and has nothing of it to take away',
    async check({ driver, context, unknownRight }) {
      const unknown = await unknownRight();
      const outcome = await driver.apply(context(), 'GRANT', unknown);
      assert.ok(outcome.kind === 'REFUSED' || outcome.kind === 'WAITING', `giving what is unknown ended as ${outcome.kind}`);
      expectHeld(await driver.holds(context(), unknown), false);
      expectDone(await driver.apply(context(), 'REVOKE', unknown));
    },
  },
  {
    title: 'finds what it can deliver to, and says of the rest what is wrong with it',
    async check({ driver, context, right, unknownRight }) {
      expectFound(await driver.validateResource(context(), named(await right())));
      const unknown = await driver.validateResource(context(), named(await unknownRight()));
      if (unknown.kind === 'UNFIT') assert.ok(unknown.issues.length > 0 && unknown.issues.every(({ path }) => path.length > 0));
    },
  },
  {
    title: 'offers what it can deliver to, each once',
    async check({ driver, context }) {
      for (const kind of Object.values(ResourceKind).filter((one) => driver.known(one).listed)) {
        const seen = new Set<string>();
        let after: string | null = null;
        do {
          const page: Offers | Unreachable = await driver.list!(context(), { kind, text: '', after, first: 3 });
          assert.ok(page.kind === 'OFFERS' && page.found.length <= 3);
          for (const { externalId } of page.found) {
            assert.ok(!seen.has(externalId), `${externalId} is offered twice`);
            seen.add(externalId);
            const roles = (driver.known(kind).rights ?? []).map((role) => ({
              externalId: role.externalId,
              mode: 'ACTIVE' as const,
            }));
            expectFound(await driver.validateResource(context(), { kind, externalId, roles }));
          }
          after = page.next;
        } while (after !== null);
      }
    },
  },
  {
    title: 'writes nothing once it is told to stop',
    async check({ driver, context, right }) {
      const given = await right();
      const outcome = await driver.apply({ ...context(), signal: AbortSignal.abort() }, 'GRANT', given);
      assert.notEqual(outcome.kind, 'DONE');
      expectHeld(await driver.holds(context(), given), false);
    },
  },
];

/** WAITING is as far as a driver gets by itself where a person does the work. */
function expectDone(outcome: Outcome): void {
  assert.ok(outcome.kind === 'DONE' || outcome.kind === 'WAITING', `it ended as ${JSON.stringify(outcome)}`);
}

function expectFound(fitness: Fitness): void {
  assert.equal(fitness.kind, 'FOUND');
}

function named({ resource, role }: TargetRight): NamedResource {
  return { kind: resource.kind, externalId: resource.externalId, roles: [{ externalId: role.externalId, mode: role.mode }] };
}

function expectHeld(held: unknown, expected: boolean): void {
  if (held !== null) assert.equal(held, expected);
}
