import { type User } from '@gatehouse/schema/identity/user.entity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { fingerprint } from '../testkit/fingerprint.ts';
import { importPeople, rowsOf } from '../testkit/import.ts';

let t: TestApp;
let admin: User;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.world.admin({ email: null });
});
afterAll(() => t.stop());

const PEOPLE = { file: 'people.csv' };
const MAPPED = {
  mapping: [
    'name={first} {last},email=MAIL,department=DEPT',
    'manager=boss,attribute.costCenter=cost_center,attribute.badge=badge',
  ],
  key: ['employee_id'],
};

interface Person {
  id: string;
  name: string;
  email: string | null;
  department: string | null;
  jobTitle: string | null;
  region: string | null;
  manager: { name: string } | null;
  attributes: Record<string, string> | null;
  version: number;
}

/** Somebody as an administrator sees them, by their key in the file. */
async function person(key: string): Promise<Person> {
  const [row] = await rowsOf<{ id: string }>(t, 'select id from app_user where external_key = ?', [key]);
  if (!row) throw new Error(`Nobody has the key ${key}.`);
  const fields = 'id name email department jobTitle region manager { name } attributes version';
  const { node } = await t.query<{ node: Person }>(
    `query ($id: ID!) { node(id: $id) { ... on User { ${fields} } } }`,
    { id: row.id },
    { as: admin },
  );
  return node;
}

async function people(): Promise<number> {
  return (await rowsOf<{ n: number }>(t, 'select count(*)::int as n from app_user'))[0]!.n;
}

describe('import directory', () => {
  test('takes people in with managers, whose rows may come later, and custom attributes', async () => {
    const report = await importPeople(t, PEOPLE, MAPPED);
    expect(report).toEqual({
      rows: 5,
      repeated: 0,
      created: 6,
      madeOfCodes: 1,
      changed: 0,
      unchanged: 0,
      problems: 0,
      listed: [],
    });
    expect(await person('1003')).toMatchObject({
      name: 'Ines Moreau',
      email: 'ines.moreau@example.com',
      department: 'Sales, EMEA',
      jobTitle: 'Account manager',
      region: 'EMEA',
      manager: { name: 'Bilal Haddad' },
      attributes: { costCenter: 'CC-7', badge: 'gold' },
      version: 1,
    });
    expect(await person('1004')).toMatchObject({ name: 'Jo "Sparky" Lund', email: null, attributes: { costCenter: 'CC-7' } });
    expect((await person('1002')).jobTitle).toBe('Head of sales');
    expect(await person('1005')).toMatchObject({ name: 'Zoë Ünal', manager: { name: 'contractor-7' } });
    expect(await person('contractor-7')).toMatchObject({ manager: null, attributes: null });
  });

  test('records each new person once, as the system, and lets them sign in', async () => {
    const { id } = await person('1003');
    const events = await rowsOf(
      t,
      'select action, actor_principal_id, target_id, details from audit_event where subject_id = ?',
      [id],
    );
    expect(events).toEqual([
      {
        action: 'user.created',
        actor_principal_id: 'prn_00000000000000000000000000',
        target_id: id,
        details: { source: 'IMPORT', kind: 'MEMBER' },
      },
    ]);
    expect(await rowsOf(t, 'select label from principal where user_id = ?', [id])).toEqual([{ label: null }]);
    const { viewer } = await t.query<{ viewer: { user: { name: string } } }>('{ viewer { user { name } } }', {}, { as: { id } });
    expect(viewer.user.name).toBe('Ines Moreau');
  });

  test('a second run changes nothing at all', async () => {
    t.clock.advance('P1D');
    const before = await fingerprint(t);
    const report = await importPeople(t, PEOPLE, MAPPED);
    expect(report).toMatchObject({ created: 0, changed: 0, unchanged: 5, madeOfCodes: 0, problems: 0 });
    expect(await fingerprint(t)).toBe(before);
  });

  test('changes what changed, and says which fields', async () => {
    const csv = 'employee_id,DEPT,boss,badge\n1003,Marketing,1001,\n1004,Sales,1003,gold\n1005,Support,contractor-7,blue\n';
    const flags = { mapping: ['department=DEPT,manager=boss,attribute.badge=badge'], key: ['employee_id'] };
    const report = await importPeople(t, csv, flags);
    expect(report).toMatchObject({ created: 0, changed: 2, unchanged: 1, problems: 0 });
    expect(await person('1003')).toMatchObject({
      name: 'Ines Moreau',
      email: 'ines.moreau@example.com',
      department: 'Marketing',
      manager: { name: 'Ada Quist' },
      attributes: { costCenter: 'CC-7' },
      version: 2,
    });
    expect(await person('1004')).toMatchObject({ attributes: { costCenter: 'CC-7', badge: 'gold' }, version: 2 });
    expect(await person('1005')).toMatchObject({ version: 1 });
    const { id } = await person('1003');
    const boss = await person('1001');
    expect(await rowsOf(t, `select details from audit_event where subject_id = ? and action = 'user.updated'`, [id])).toEqual([
      { details: { source: 'IMPORT', fields: ['department', 'managerId', 'attributes'], managerId: boss.id } },
    ]);
    const updated = await rowsOf(t, 'select updated_at from app_user where id = ?', [id]);
    expect(new Date(String(updated[0]!.updated_at))).toEqual(t.clock.now());
  });

  test('a dry run says what would happen and writes nothing', async () => {
    const csv =
      'key,name,manager\nd1,Dee,d2\nd2,Dan,d-boss\n1003,Ines M. Moreau,1002\n1004,"Jo ""Sparky"" Lund",1003\n,Nobody,\n';
    const before = await fingerprint(t);
    const foretold = await importPeople(t, csv, { dryRun: true });
    expect(foretold).toMatchObject({ created: 3, madeOfCodes: 1, changed: 1, unchanged: 1, problems: 1 });
    expect(await fingerprint(t)).toBe(before);
    expect(await importPeople(t, csv)).toEqual(foretold);
    expect(await person('d1')).toMatchObject({ manager: { name: 'Dan' } });
  });

  test('several columns together are a key, and codes of managers become people', async () => {
    const csv = 'lead,unit,site\nL1,a|b,c\nL1,a,b|c\nL1,a|b,c\nL2,a,\n';
    const flags = { mapping: ['manager=lead,department=unit,attribute.site=site'], key: ['lead', 'unit', 'site'] };
    const before = await people();
    const report = await importPeople(t, csv, flags);
    expect(report).toMatchObject({ rows: 4, repeated: 1, created: 5, madeOfCodes: 2, problems: 0 });
    expect(await people()).toBe(before + 5);
    expect(await person(String.raw`L1|a\|b|c`)).toMatchObject({
      department: 'a|b',
      manager: { name: 'L1' },
      attributes: { site: 'c' },
    });
    const { name } = await person(String.raw`L1|a|b\|c`);
    expect(name).toMatch(/^Person [0-9a-f]{8}$/);
    expect(await importPeople(t, csv, flags)).toMatchObject({ created: 0, changed: 0, unchanged: 3, madeOfCodes: 0 });
    // Later a row of their own says who the code is.
    const known = await importPeople(t, 'key,name\nL1,Lena Lead\n');
    expect(known).toMatchObject({ created: 0, changed: 1 });
    expect(await person('L1')).toMatchObject({ name: 'Lena Lead', version: 2 });
  });

  test('lists bad rows with line and reason; they stop nothing else', async () => {
    const csv = [
      'key,name,email,manager',
      'b1,Bea,bea@example.com,', //            2
      ',Nobody,nobody@example.com,', //        3
      'b2,,b2@example.com,', //                4
      'b3,Ben,ben at example,', //             5
      'b4,Bob,bob@example.com,,extra', //      6
      'b1,Bea,other@example.com,', //          7
      'b5,Bess,BEA@example.com,', //           8
      'b6,B"ill,,', //                         9
      `b7,${'x'.repeat(201)},,`, //           10
      'b8,Bert,ines.moreau@example.com,', //  11
      'b9,Bo,bo@example.com,b1', //           12
    ].join('\n');
    const { listed, ...report } = await importPeople(t, csv);
    expect(listed.toSorted()).toEqual(
      [
        '6: It has 5 fields, and the header names 4.',
        '9: A quote stands inside a field. Write it twice, and put the whole field in quotes.',
        '3: It has no key.',
        '4: It has no name.',
        '5: "ben at example" is no mail address.',
        '10: Its name is longer than 200 characters.',
        '7: Line 2 says something else of the same person.',
        '8: Line 2 has the same mail address.',
        '11: Somebody else here has this mail address.',
      ].toSorted(),
    );
    expect(report).toMatchObject({ rows: 11, created: 2, problems: 9 });
    expect(await person('b9')).toMatchObject({ manager: { name: 'Bea' } });
  });

  test.each(['\n', '\r\n', '\r'])('counts lines as an editor does, whatever ends them: %j', async (end) => {
    const csv = ['key,name', 'e1,"Eve', 'Eden"', '', ',Nobody', 'e2, "Eli, Jr." ', 'e3', ''].join(end);
    const { listed } = await importPeople(t, csv);
    expect(listed).toEqual(['5: It has no key.', '7: It has 1 fields, and the header names 2.']);
    expect((await person('e1')).name).toBe('Eve Eden');
    expect((await person('e2')).name).toBe('Eli, Jr.');
  });

  test('a quote that is never closed costs the rows after it, and says where', async () => {
    const { listed, created } = await importPeople(t, 'key,name\nq1,Quinn\nq2,"Quirin\nq3,Quentin\n');
    expect(listed).toEqual(['3: A quote is opened here or further down and never closed: nothing after it could be read.']);
    expect(created).toBe(1);
  });

  test('nobody leads themself, not even through others', async () => {
    const csv = 'key,name,manager\nc1,Cy,c2\nc2,Cleo,c3\nc3,Cid,c1\nc4,Cat,c1\nc5,Cole,c5\n';
    const { listed, created } = await importPeople(t, csv);
    const reason = 'The managers lead in a circle back to this person; the rest of the row was taken in.';
    expect(listed).toEqual([2, 3, 4, 6].map((line) => `${line}: ${reason}`));
    expect(created).toBe(5);
    expect(await person('c1')).toMatchObject({ manager: null });
    expect(await person('c4')).toMatchObject({ manager: { name: 'Cy' } });

    // Together with a manager that only the directory knows.
    const below = await importPeople(t, 'key,name,manager\nc1,Cy,c4\n');
    expect(below.listed).toEqual([`2: ${reason}`]);
    expect(await person('c1')).toMatchObject({ manager: null, version: 1 });

    // Turning a line around is no circle.
    const turned = await importPeople(t, 'key,name,manager\nc1,Cy,c4\nc4,Cat,\n');
    expect(turned).toMatchObject({ changed: 2, listed: [] });
    expect(await person('c1')).toMatchObject({ manager: { name: 'Cat' } });
    expect(await person('c4')).toMatchObject({ manager: null });
  });

  test('somebody made by hand is known by their mail, once', async () => {
    const made = await t.world.user({ name: 'Hana Hand', email: 'hana@example.com' });
    expect(await importPeople(t, 'key,name,email\nh1,Hana Hand,Hana@example.com\n')).toMatchObject({
      created: 0,
      changed: 1,
      problems: 0,
    });
    expect(await person('h1')).toMatchObject({ id: made.id, version: 2 });
    const { listed } = await importPeople(t, 'key,name,email\nh2,Other Hana,hana@example.com\n');
    expect(listed).toEqual(['2: Somebody else here has this mail address.']);
  });

  test('who was deleted or blocked here stays so', async () => {
    const csv = 'key,name,manager\ng1,Gus,\ng2,Gil,\ng3,Gwen,g1\n';
    await importPeople(t, csv);
    await t.world.write(async (change) => {
      await change.em
        .getConnection()
        .execute(
          `update app_user set state = 'DELETED', deleted_at = ? where external_key = 'g1'`,
          [change.now],
          'run',
          change.em.getTransactionContext(),
        );
      await change.em
        .getConnection()
        .execute(
          `update app_user set state = 'BLOCKED', block_reason = 'ADMINISTRATIVE' where external_key = 'g2'`,
          [],
          'run',
          change.em.getTransactionContext(),
        );
    });
    const { listed, changed } = await importPeople(t, 'key,name,manager\ng1,Gus,\ng2,Gil Gray,\ng4,Gina,g1\n');
    expect(listed).toEqual([
      '2: This person was deleted here. Restore them first if they are back.',
      '4: The manager was deleted here; the rest of the row was taken in.',
    ]);
    expect(changed).toBe(1);
    expect(await rowsOf(t, `select name, state from app_user where external_key in ('g1', 'g2') order by external_key`)).toEqual([
      { name: 'Gus', state: 'DELETED' },
      { name: 'Gil Gray', state: 'BLOCKED' },
    ]);
    expect(await person('g4')).toMatchObject({ manager: null });
  });

  test('many people, many levels and no end of rows make no difference', async () => {
    const rows = Array.from(
      { length: 2_500 },
      (_, at) => `m${at},Number ${at},${at < 2_499 ? `m${Math.floor(at / 50) * 50 + 50}` : ''}`,
    );
    const report = await importPeople(t, `key,name,manager\n${rows.join('\n')}\n`);
    expect(report).toMatchObject({ created: 2_501, madeOfCodes: 1, problems: 0 });
    expect(await person('m7')).toMatchObject({ manager: { name: 'Number 50' } });
  });
});
