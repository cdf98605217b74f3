import { type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { journeys } from '../../journeys/support/journeys.ts';
import { untilLive, untilState } from '../../journeys/support/pages.ts';
import { asksForReader, QUEUE, reader } from '../../journeys/support/reader.ts';
import { expectStayed, stay } from '../../journeys/support/stay.ts';
import { CANCEL, COMMENT } from '../../testkit/documents.ts';
import { look } from '../../testkit/flow.ts';

// Taking back is possible for longer than any of these takes.
journeys('the queue at work', { settings: { UNDO_WINDOW: 'PT5M' } }, (all) => {
  const asks = (key: string) => asksForReader(all.site, key);
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

  test('6.17 a decision is taken back, and the requester learns nothing of it', async () => {
    const { site, people } = all;
    const request = await asks('tom.eriksen');
    const tom = await people.enter(await site.person('tom.eriksen'), { path: `/requests/${request.id}` });
    await untilState(tom, 'Waiting for approval');
    await stay(tom);
    const diego = await people.enter('diego.siciliani', QUEUE);
    await reader(diego, 'Tom Eriksen').getByRole('button', { name: 'Approve' }).click();
    // The whole window of the setting, counted from the answer.
    expect(await diego.getByRole('button', { name: /Take back/ }).innerText()).toMatch(/\((300|29\d)\)/);
    await diego.getByRole('button', { name: /Take back/ }).click();
    await reader(diego, 'Tom Eriksen').getByRole('button', { name: 'Approve' }).waitFor();
    // What he hears of comes in order: by then both would have been there.
    const commented = await site.query(
      COMMENT,
      { input: { requestId: request.id, text: 'Which shift?' } },
      { as: await site.person('diego.siciliani') },
    );
    expect(commented).toMatchObject({ commentOnRequest: { errors: [] } });
    await tom.getByText('Which shift?').waitFor();
    await untilState(tom, 'Waiting for approval');
    expect(await tom.getByText(/Diego Siciliani approved/).count()).toBe(0);
    await expectStayed(tom);
    expect((await look(site, 'system', request)).state).toBe('PENDING_APPROVAL');
  });

  test('by keyboard alone: to the next one, back, approve, deny with a reason', async () => {
    const { site, people } = all;
    const first = await asks('viktor.larsen');
    const second = await asks('ruth.abebe');
    const diego = await people.enter('diego.siciliani', QUEUE);
    await reader(diego, 'Ruth Abebe').waitFor();
    const to = async (name: string, key: 'j' | 'k') => {
      const wanted = `${name} asks for Source code reader`;
      for (let press = 0; press < 20 && (await focused(diego)) !== wanted; press += 1) await diego.keyboard.press(key);
      expect(await focused(diego)).toBe(wanted);
    };
    await to('Ruth Abebe', 'j');
    await to('Viktor Larsen', 'k');
    await diego.keyboard.press('a');
    await reader(diego, 'Viktor Larsen').getByText('You approved this').waitFor();
    // The next one has the focus already.
    await expect.poll(() => focused(diego)).toBe('Ruth Abebe asks for Source code reader');
    await diego.keyboard.press('d');
    await diego.getByRole('dialog', { name: 'Deny: Ruth Abebe, Source code reader' }).waitFor();
    await diego.keyboard.type('Please ask your own team first');
    await diego.keyboard.press('Tab');
    await diego.keyboard.press('Tab');
    expect(await diego.evaluate(() => document.activeElement?.textContent)).toBe('Deny');
    await diego.keyboard.press('Enter');
    await reader(diego, 'Ruth Abebe').getByText('You denied this').waitFor();
    expect((await look(site, 'system', first)).state).toBe('SCHEDULED');
    expect(await look(site, 'system', second)).toMatchObject({ heldFor: 'UNDO', stages: [{ state: 'DENIED' }] });
  });

  test('AT40 what happened while the connection was gone appears once, in order, when it is back', async () => {
    const { site, people } = all;
    // One of them has seen something change since the page was loaded, the other has not.
    const diego = await people.enter('diego.siciliani', QUEUE);
    await untilLive(diego);
    const before = await asks('nina.kowalski');
    await reader(diego, 'Nina Kowalski').waitFor();
    const emily = await people.enter(await site.person('emily.braun'), QUEUE);
    await reader(emily, 'Nina Kowalski').waitFor();
    await untilLive(emily);
    const both = [diego, emily];
    for (const page of both) await stay(page);

    for (const page of both) await page.context().setOffline(true);
    site.line.cut();
    for (const page of both) await page.getByText('You are offline.').waitFor();
    await asks('daniel.okafor');
    await site.query(CANCEL, { input: { requestId: before.id } }, { as: await site.person('nina.kowalski') });
    await asks('elena.popescu');
    await asks('wanjiru.kamau');
    site.line.mend();
    for (const page of both) await page.context().setOffline(false);

    await Promise.all([
      reader(diego, 'Nina Kowalski').getByText('The request was canceled.').waitFor(),
      // Whether she saw an event before the break, and so is told what happened, or reads all again, is a matter of milliseconds.
      reader(emily, 'Nina Kowalski')
        .getByText(/^(The request was canceled|This does not wait for you any more)\.$/)
        .waitFor(),
      ...both.map((page) => reader(page, 'Wanjiru Kamau').waitFor()),
    ]);
    for (const page of both) {
      await untilLive(page);
      const missed = page.getByRole('row', { name: /^(Daniel|Elena|Wanjiru) .* asks for Source code reader$/ });
      const names = await missed.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')!.split(' ')[0]));
      expect(names).toEqual(['Daniel', 'Elena', 'Wanjiru']);
      await expectStayed(page);
    }
    people.forgive(/net::ERR_|WebSocket connection/);
  });
});
