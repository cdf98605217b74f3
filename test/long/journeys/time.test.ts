import { expect, test } from 'vitest';
import { ask } from '../../testkit/flow.ts';
import { journeys } from '../../journeys/support/journeys.ts';
import { approval, submitRequest, untilLive, untilState } from '../../journeys/support/pages.ts';
import { expectStayed, stay } from '../../journeys/support/stay.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

journeys('as time passes', { settings: { UNDO_WINDOW: 'PT1S' } }, (all) => {
  test('AT20 silence: on day 8 others are asked too, the first decision wins, and what nobody decides lapses', async () => {
    const { site, people } = all;
    const remote = await site.accessPackage('Extended remote access');
    const aiko = await people.enter(await site.person('aiko.sato'), { path: `/packages/${remote.id}` });
    await submitRequest(aiko, 'Night shifts');
    await untilState(aiko, 'Waiting for approval');
    await ask(site, await site.person('vera.novak'), remote, { justification: 'Storage migration' });
    const asked = Date.now();

    const johanna = await people.enter(await site.person('johanna.lorenz'), { path: '/approvals' });
    const diego = await people.enter('diego.siciliani', { path: '/approvals' });
    const pages = [aiko, johanna, diego];
    await approval(diego, 'Vera Novak asks for Extended remote access').waitFor();
    await johanna.getByText('Nothing waits for you').waitFor();
    for (const page of pages) {
      await untilLive(page);
      await stay(page);
    }

    await site.runJobs('stage-deadlines', new Date(asked + 8 * DAY + HOUR));
    await aiko.getByText('Others were asked too').waitFor();
    await approval(johanna, 'Aiko Sato asks for Extended remote access').waitFor();
    const vera = approval(johanna, 'Vera Novak asks for Extended remote access');
    await vera.getByRole('button', { name: 'Approve' }).click();
    await johanna.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Diego is away');
    await johanna.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await vera.getByText('You approved this').waitFor();
    const tooLate = approval(diego, 'Vera Novak asks for Extended remote access');
    await tooLate.getByText('Johanna Lorenz approved this').waitFor();
    expect(await tooLate.getByRole('button', { name: 'Approve' }).count()).toBe(0);

    await site.runJobs('stage-deadlines', new Date(asked + 14 * DAY + HOUR));
    await untilState(aiko, 'Nobody decided in time');
    for (const page of [johanna, diego])
      await approval(page, 'Aiko Sato asks for Extended remote access').getByText('Lapsed').waitFor();
    for (const page of pages) await expectStayed(page);
    await aiko.getByRole('link', { name: /^Inbox/ }).click();
    await aiko.getByRole('link', { name: /^Nobody decided the request for .Extended remote access/ }).waitFor();
  });
});
