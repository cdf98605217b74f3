import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { type Answered, done, mutate } from '../testkit/mutate.ts';

let t: TestApp;
let admin: User;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.world.admin();
});
afterAll(() => t.stop());

const PARTS = `id name state priority version currentVersion { id number scope selfAdd selfExtend managerOnBehalf justificationRequired customSchedule
  parties { part user { id } group { id } } expiration duration endsAt timeZone extensionAllowed extensionNeedsApproval nearExpiryNotices
  stages { occasion order decideWithin escalateAfter reminders quorum showApprovers approvers { role kind user { id } group { id } managerLevel } }
  questions { order kind text required pattern changeable translations { language text } choices { value text translations { language text } } } }`;
const FIELDS = `assignmentPolicy { ${PARTS} } warnings { code path }`;

describe('what a policy says', () => {
  test('everything an input says is kept, with its defaults', async () => {
    const { world } = t;
    const [asker, helper] = [await world.user(), await world.user()];
    const group = await world.group({ users: [helper] });
    const accessPackage = await world.package();
    const definition = {
      scope: 'SPECIFIC_USERS_AND_GROUPS',
      scopeUserIds: [asker.id],
      scopeGroupIds: [group.id],
      requesting: { selfExtend: false, managerOnBehalf: true, onBehalfUserIds: [helper.id], justificationRequired: true },
      expiration: { kind: 'ON_DATE', endsOn: '2027-03-31', timeZone: 'Europe/Berlin' },
      stages: [
        {
          approvers: [
            { kind: 'MANAGER' },
            { kind: 'USER', userId: helper.id, role: 'FALLBACK' },
            { kind: 'GROUP', groupId: group.id, role: 'ESCALATION' },
          ],
          decideWithin: 'P10D',
          reminders: ['P2D'],
        },
        { occasion: 'EXTEND', approvers: [{ kind: 'CATALOG_OWNER' }, { kind: 'USER', userId: helper.id }] },
        { approvers: [{ kind: 'GROUP', groupId: group.id }], showApprovers: false },
      ],
      questions: [
        {
          kind: 'SHORT_TEXT',
          text: 'Project number?',
          pattern: 'P-[0-9]{4}',
          required: true,
          translations: [{ language: 'DE', text: 'Projektnummer?' }],
        },
        {
          kind: 'SINGLE_CHOICE',
          text: 'Role?',
          choices: [
            { value: 'dev', translations: [{ language: 'de', text: 'Entwickler' }] },
            { value: 'ops', text: 'Operations' },
          ],
        },
      ],
    };
    const { assignmentPolicy } = await done(
      t,
      'createAssignmentPolicy',
      { accessPackageId: accessPackage.id, name: 'Full', priority: 5, definition },
      admin,
      FIELDS,
    );
    expect(assignmentPolicy).toMatchObject({ name: 'Full', state: 'ENABLED', priority: 5 });
    const { currentVersion } = assignmentPolicy;
    expect(currentVersion).toMatchObject({
      number: 1,
      scope: 'SPECIFIC_USERS_AND_GROUPS',
      selfAdd: true,
      selfExtend: false,
      managerOnBehalf: true,
      justificationRequired: true,
      customSchedule: true,
      expiration: 'ON_DATE',
      endsAt: '2027-03-31T22:00:00.000Z',
      timeZone: 'Europe/Berlin',
      duration: null,
      extensionAllowed: true,
      extensionNeedsApproval: true,
      nearExpiryNotices: ['P14D', 'P1D'],
      stages: [
        {
          occasion: 'ADD',
          order: 1,
          decideWithin: 'P10D',
          escalateAfter: 'P5D',
          reminders: ['P2D'],
          quorum: 1,
          showApprovers: true,
        },
        {
          occasion: 'ADD',
          order: 2,
          decideWithin: 'P14D',
          escalateAfter: null,
          showApprovers: false,
          approvers: [{ role: 'PRIMARY', kind: 'GROUP', group: { id: group.id } }],
        },
        { occasion: 'EXTEND', order: 1 },
      ],
      questions: [
        {
          order: 1,
          kind: 'SHORT_TEXT',
          pattern: 'P-[0-9]{4}',
          required: true,
          changeable: false,
          translations: [{ language: 'de', text: 'Projektnummer?' }],
          choices: null,
        },
        {
          order: 2,
          kind: 'SINGLE_CHOICE',
          required: false,
          choices: [
            { value: 'dev', text: 'dev', translations: [{ language: 'de', text: 'Entwickler' }] },
            { value: 'ops', text: 'Operations' },
          ],
        },
      ],
    });
    expect(currentVersion.stages[0].approvers).toEqual(
      expect.arrayContaining([
        { role: 'PRIMARY', kind: 'MANAGER', user: null, group: null, managerLevel: 1 },
        { role: 'FALLBACK', kind: 'USER', user: { id: helper.id }, group: null, managerLevel: null },
        { role: 'ESCALATION', kind: 'GROUP', user: null, group: { id: group.id }, managerLevel: null },
      ]),
    );
    expect(currentVersion.parties).toEqual(
      expect.arrayContaining([
        { part: 'SCOPE', user: { id: asker.id }, group: null },
        { part: 'SCOPE', user: null, group: { id: group.id } },
        { part: 'ON_BEHALF', user: { id: helper.id }, group: null },
      ]),
    );

    // The same said again is no change of what it says, however it is ordered.
    const again = {
      ...definition,
      scopeUserIds: [asker.id, asker.id],
      stages: [definition.stages[1]!, definition.stages[0]!, definition.stages[2]!],
    };
    const renamed = await done(
      t,
      'updateAssignmentPolicy',
      { id: assignmentPolicy.id, name: 'Renamed', definition: again },
      admin,
      FIELDS,
    );
    expect(renamed.assignmentPolicy).toMatchObject({ name: 'Renamed', currentVersion: { id: currentVersion.id, number: 1 } });
  });

  test('an edit writes a new version; a pending request keeps the one it began with', async () => {
    const { world } = t;
    const [asker, first, second] = [await world.user(), await world.user(), await world.user()];
    const accessPackage = await world.package();
    const by = (userId: string) => ({
      scope: 'ALL_MEMBERS',
      expiration: { kind: 'NEVER' },
      stages: [{ approvers: [{ kind: 'USER', userId }] }],
    });
    const { assignmentPolicy } = await done(
      t,
      'createAssignmentPolicy',
      { accessPackageId: accessPackage.id, name: 'P', definition: by(first.id) },
      admin,
      FIELDS,
    );
    const ask = (person: User) =>
      done(t, 'submitAccessRequest', { accessPackageId: accessPackage.id }, person, 'accessRequest { id stages { id } }');
    const { accessRequest: pending } = await ask(asker);
    const updated = await done(
      t,
      'updateAssignmentPolicy',
      { id: assignmentPolicy.id, expectedVersion: assignmentPolicy.version, definition: by(second.id) },
      admin,
      FIELDS,
    );
    expect(updated.assignmentPolicy.currentVersion.number).toBe(2);
    expect(updated.assignmentPolicy.version).toBeGreaterThan(assignmentPolicy.version);
    const { accessRequest: later } = await ask(await world.user());
    const decide = (request: Answered, as: User) =>
      mutate(t, 'decideApproval', { stageId: request.stages[0].id, decision: 'APPROVE' }, as);
    expect(await decide(pending, second)).not.toMatchObject({ code: 'OK' });
    expect(await decide(pending, first)).toMatchObject({ code: 'OK' });
    expect(await decide(later, second)).toMatchObject({ code: 'OK' });
    expect(await mutate(t, 'deleteAssignmentPolicy', { id: assignmentPolicy.id }, admin)).toMatchObject({ code: 'IN_USE' });
    const unused = await done(
      t,
      'createAssignmentPolicy',
      { accessPackageId: accessPackage.id, name: 'Unused', definition: by(first.id) },
      admin,
      FIELDS,
    );
    expect(await mutate(t, 'deleteAssignmentPolicy', { id: unused.assignmentPolicy.id }, admin, 'deletedId')).toMatchObject({
      payload: { deletedId: unused.assignmentPolicy.id },
    });
  });

  const base = { scope: 'ALL_MEMBERS', expiration: { kind: 'NEVER' } };

  test('people and groups that do not exist are refused, those who left since may stay named', async () => {
    const { world } = t;
    const [gone, other] = [await world.user(), await world.user()];
    const accessPackage = await world.package();
    const definition = (userId: string) => ({
      ...base,
      stages: [
        {
          approvers: [
            { kind: 'USER', userId },
            { kind: 'USER', userId: other.id },
          ],
        },
      ],
    });
    const create = (userId: string) =>
      mutate(
        t,
        'createAssignmentPolicy',
        { accessPackageId: accessPackage.id, name: 'Named', definition: definition(userId) },
        admin,
        FIELDS,
      );
    const place = ['definition', 'stages', '0', 'approvers', '0', 'userId'];
    expect(await create('usr_01h00000000000000000000000')).toMatchObject({ code: 'NOT_FOUND', path: place });
    const created = await create(gone.id);
    expect(created).toMatchObject({ code: 'OK', payload: { warnings: [] } });
    await done(t, 'deleteUser', { id: gone.id }, admin);
    expect(await create(gone.id)).toMatchObject({ code: 'NAME_TAKEN' });
    const { id } = created.payload.assignmentPolicy;
    const edited = await done(
      t,
      'updateAssignmentPolicy',
      { id, definition: { ...definition(gone.id), expiration: { kind: 'AFTER_DURATION', duration: 'P1D' } } },
      admin,
      FIELDS,
    );
    expect(edited.warnings).toEqual([{ code: 'APPROVER_GONE', path: ['definition', 'stages', '0', 'approvers', '0'] }]);
    expect(edited.assignmentPolicy.currentVersion.number).toBe(2);
  });
});

describe('warnings', () => {
  test('a stage nobody could decide, and a package opened to its own editor, are told and the latter is marked in the audit', async () => {
    const { world } = t;
    const owner = await world.user();
    const empty = await world.group();
    const catalog = await world.catalog({ roles: [{ role: 'OWNER', holder: owner }] });
    const accessPackage = await world.package({ catalog });
    // Each of a rank of its own: two of equal rank are warned of too.
    let priority = 0;
    const make = (name: string, definition: object) =>
      done(
        t,
        'createAssignmentPolicy',
        {
          accessPackageId: accessPackage.id,
          name,
          priority: (priority += 1),
          definition: { scope: 'ALL_MEMBERS', expiration: { kind: 'NEVER' }, ...definition },
        },
        owner,
        FIELDS,
      );
    const codes = async (name: string, definition: object) =>
      (await make(name, definition)).warnings.map(({ code }: Answered) => code);
    expect(await codes('By an empty group', { stages: [{ approvers: [{ kind: 'GROUP', groupId: empty.id }] }] })).toEqual([
      'GROUP_EMPTY',
      'NO_APPROVER',
    ]);
    expect(await codes('By the owner of what is in it', { stages: [{ approvers: [{ kind: 'RESOURCE_OWNER' }] }] })).toEqual([
      'NO_OWNER',
      'NO_APPROVER',
    ]);
    expect(await codes('By its catalog’s owner', { stages: [{ approvers: [{ kind: 'CATALOG_OWNER' }] }] })).toEqual([]);
    expect(await codes('By two of one', { stages: [{ approvers: [{ kind: 'CATALOG_OWNER' }], quorum: 2 }] })).toEqual([
      'QUORUM_TOO_LARGE',
    ]);
    const { assignmentPolicy, warnings } = await make('Wide open', {});
    expect(warnings).toMatchObject([{ code: 'OPENS_TO_EDITOR' }]);
    const { auditEvents } = await t.query<Answered>(
      'query ($id: ID!) { auditEvents(filter: { subjectId: { eq: $id } }) { nodes { action catalogId accessPackageId details } } }',
      { id: assignmentPolicy.id },
      { as: admin },
    );
    expect(auditEvents.nodes).toEqual([
      {
        action: 'policy.created',
        catalogId: catalog.id,
        accessPackageId: accessPackage.id,
        details: { version: 1, warnings: ['OPENS_TO_EDITOR'], opensToEditor: true },
      },
    ]);
  });

  test('owners count through nested groups of resources and catalogs', async () => {
    const { world } = t;
    const person = await world.user();
    const inner = await world.group({ users: [person] });
    const outer = await world.group({ groups: [inner] });
    const catalog = await world.catalog({ roles: [{ role: 'OWNER', holder: outer }] });
    const resource = await world.resource({ catalogs: [catalog], owners: [outer] });
    const accessPackage = await world.package({ catalog, roles: [resource.roles[0]!] });
    const stages = [
      { approvers: [{ kind: 'RESOURCE_OWNER' }] },
      { approvers: [{ kind: 'CATALOG_OWNER' }] },
      { approvers: [{ kind: 'GROUP', groupId: outer.id }] },
    ];
    const { warnings } = await done(
      t,
      'createAssignmentPolicy',
      {
        accessPackageId: accessPackage.id,
        name: 'Through groups',
        definition: { scope: 'ALL_MEMBERS', expiration: { kind: 'NEVER' }, stages },
      },
      admin,
      FIELDS,
    );
    expect(warnings).toEqual([]);
    const asked = await done(
      t,
      'submitAccessRequest',
      { accessPackageId: accessPackage.id },
      await world.user(),
      'accessRequest { stages { approvers { user { id } } } }',
    );
    expect(asked.accessRequest.stages[0].approvers).toEqual([{ user: { id: person.id } }]);
  });
});
