import { expect, test } from 'vitest';
import { runCli } from '../testkit/cli.ts';
import { askInVain } from '../testkit/flow.ts';
import { journeys } from './support/journeys.ts';
import { approval, auditTrail, choose, chooseDirectory, submitRequest, untilState } from './support/pages.ts';
import { expectStayed, stay } from './support/stay.ts';

const AFTER_ITS_END = 91 * 86_400_000;

journeys('asking', { settings: { UNDO_WINDOW: 'PT1S' } }, (all) => {
  test('AT06 Adele asks, Megan sees it come and approves, Adele sees it delivered, and it ends by itself', async () => {
    const { site, people } = all;
    const megan = await people.enter('megan.bowen', { path: '/approvals' });
    await approval(megan, /asks for/)
      .first()
      .waitFor();
    await stay(megan);

    // Through the front door.
    const adele = await people.stranger();
    await adele.getByRole('textbox', { name: 'Find a person' }).fill('Adele');
    await adele.getByRole('button', { name: /Adele Vance/ }).click();
    await adele.getByRole('searchbox', { name: 'Search packages' }).fill('project l');
    await adele.getByRole('link', { name: 'Project License' }).click();
    await submitRequest(adele, 'Planning the autumn fair');
    await untilState(adele, 'Waiting for approval');
    await stay(adele);
    const requestId = new URL(adele.url()).pathname.split('/').at(-1)!;

    const asked = approval(megan, 'Adele Vance asks for Project License');
    await asked.getByText('Planning the autumn fair').waitFor();
    await asked.getByRole('button', { name: 'Approve' }).click();
    await asked.getByText('You approved this').waitFor();
    await expectStayed(megan);

    await untilState(adele, 'Delivered');
    await expectStayed(adele);
    await adele.getByRole('link', { name: 'My access' }).click();
    const held = adele.getByRole('article', { name: 'Project License' });
    await held.getByText('Active', { exact: true }).first().waitFor();
    await held.getByText(/Ends .*in 3 months/).waitFor();

    const later = new Date(Date.now() + AFTER_ITS_END);
    const { code, stdout, stderr } = await runCli(site, ['jobs', 'run', 'all', '--now', later.toISOString()], {
      GATEHOUSE_DEMO: '1',
    });
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ asOf: later.toISOString() });
    await held.waitFor({ state: 'detached' });
    await expectStayed(adele);
    await choose(adele, 'Which access', 'Ended');
    await held.getByText('Ended', { exact: true }).waitFor();

    const auditor = await people.enter('auditor', { path: `/admin/audit?subject=${requestId}` });
    expect(await auditTrail(auditor)).toEqual([
      'Gatehouse: request.settled',
      'Gatehouse: grant.activated',
      'Gatehouse: assignment.begun',
      'Gatehouse: request.started',
      'Gatehouse: approval.took_effect',
      'Megan Bowen: approval.decided',
      'Adele Vance: approval.stage_opened',
      'Adele Vance: request.submitted',
    ]);
    await auditor.goto(`/admin/audit?subject=${(await site.person('adele.vance')).id}`);
    const whole = await auditTrail(auditor);
    const end = ['request.submitted', 'assignment.ended', 'grant.removed', 'request.settled'].map(
      (action) => `Gatehouse: ${action}`,
    );
    expect(whole.slice(0, whole.indexOf('Gatehouse: grant.activated'))).toEqual(expect.arrayContaining(end));
  });

  test('AT33 a copied link shows contents and asks with answers; the approver reads all of it in the mail and decides on its page', async () => {
    const { site, people } = all;
    const erp = await site.accessPackage('ERP project');
    const omar = await people.enter(await site.person('omar.haddad'), {
      path: '/packages',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await omar.getByRole('link', { name: 'ERP project' }).click();
    const contents = omar.getByRole('region', { name: 'What is in it' });
    await contents.getByText('ERP project site').waitFor();
    await omar.getByRole('button', { name: 'Copy link' }).click();
    await omar.getByText('Link copied').waitFor();
    const copied = await omar.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(`${site.url}/packages/${erp.id}`);

    await omar.goto(copied);
    await omar.getByText('Christie Cline').waitFor();
    await omar.getByRole('link', { name: 'Request', exact: true }).click();
    await omar.getByRole('radio', { name: 'Tester' }).check();
    await omar.getByRole('textbox', { name: 'Why is it needed?' }).fill('Tests of the payment run');
    await omar.getByRole('button', { name: 'Submit request' }).click();
    await untilState(omar, 'Waiting for approval');
    await stay(omar);

    const christie = await people.enter('christie.cline', { path: '/approvals' });
    const card = approval(christie, 'Omar Haddad asks for ERP project');
    await card.getByText('Tests of the payment run').waitFor();
    await card.click();
    const details = christie.getByRole('complementary', { name: 'Details: Omar Haddad asks for ERP project' });
    await details.getByText('What is your part in the project?').waitFor();
    await details.getByText('tester').waitFor();

    await christie.goto('/inbox?show=mail');
    const mail = christie.getByRole('button', { name: /Your decision is asked for: ERP project/ }).first();
    await mail.click();
    const letter = christie.getByRole('region', { name: /Your decision is asked for: ERP project/ }).first();
    await letter.getByText('Tests of the payment run').waitFor();
    await letter.getByText('tester').waitFor();
    await letter.getByRole('link', { name: /\/approvals\// }).click();
    await christie.getByRole('heading', { name: 'Omar Haddad asks for ERP project' }).waitFor();
    await christie.getByText('Tests of the payment run').first().waitFor();
    await christie.getByRole('button', { name: 'Approve', exact: true }).click();
    await christie.getByText('You approved this').first().waitFor();

    await untilState(omar, 'Delivered');
    await expectStayed(omar);
  });

  test('AT30 a manager asks for a report, who is told; the manager cannot approve it, and a stranger cannot ask', async () => {
    const { site, people } = all;
    const diego = await site.person('diego.siciliani');
    const { roles } = await site.world.resource({ name: 'Field kit store' });
    const kit = await site.world.package({
      name: 'Field kit',
      roles,
      policy: {
        managerOnBehalf: true,
        questions: [{ text: 'Which customer is visited?', kind: 'SHORT_TEXT', required: true }],
        stages: [{ approvers: ['MANAGER'], fallback: [diego] }],
      },
    });
    const adele = await people.enter('adele.vance', { path: '/inbox' });
    await adele.getByRole('heading', { name: 'Inbox' }).waitFor();
    await stay(adele);

    const megan = await people.enter('megan.bowen', { path: `/packages/${kit.id}/request` });
    await choose(megan, 'For whom', 'For somebody else');
    await chooseDirectory(megan, 'Person', 'Adele Vance');
    await megan.getByRole('button', { name: 'Submit request' }).click();
    await expect
      .poll(() => megan.getByRole('textbox', { name: 'Which customer is visited?' }).getAttribute('aria-invalid'))
      .toBe('true');
    await megan.getByRole('textbox', { name: 'Which customer is visited?' }).fill('Fourth Coffee');
    await megan.getByRole('button', { name: 'Submit request' }).click();
    await untilState(megan, 'Waiting for approval');
    await megan.getByText('Asks for somebody else').waitFor();
    await megan.getByText('Diego Siciliani can decide.').waitFor();

    await adele.getByRole('link', { name: /Field kit/ }).waitFor();
    await expectStayed(adele);

    const requestId = new URL(megan.url()).pathname.split('/').at(-1)!;
    const [stage] = (
      await site.query<{ node: { stages: { id: string }[] } }>(
        'query ($id: ID!) { node(id: $id) { ... on AccessRequest { stages { id } } } }',
        { id: requestId },
        { as: diego },
      )
    ).node.stages;
    await megan.goto(`/approvals/${stage!.id}`);
    await megan.getByRole('heading', { level: 1 }).waitFor();
    expect(await megan.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);

    const decider = await people.enter(diego, { path: '/approvals' });
    const card = approval(decider, 'Adele Vance asks for Field kit');
    await card.getByText('requested by Megan Bowen').waitFor();
    await card.click();
    await decider
      .getByRole('complementary', { name: /^Details: Adele Vance/ })
      .getByText('Fourth Coffee')
      .waitFor();

    const { id: adeleId } = await site.person('adele.vance');
    const alex = await people.enter('alex.wilber', { path: `/packages/${kit.id}/request` });
    await alex.getByRole('button', { name: 'Submit request' }).waitFor();
    await choose(alex, 'For whom', 'For somebody else');
    await chooseDirectory(alex, 'Person', 'Adele Vance');
    await alex.getByRole('button', { name: 'Submit request' }).waitFor({ state: 'detached' });
    expect(await askInVain(site, await site.person('alex.wilber'), kit, { targetId: adeleId })).toContain('NOT_YOURS_TO_REQUEST');
  });
});
