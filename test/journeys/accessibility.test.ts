import { type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { DIALOGS } from './support/dialogs.ts';
import { journeys } from './support/journeys.ts';
import { PAGES, pathsOfRouter, type Place } from './support/places.ts';

journeys('for everybody', { settings: { UNDO_WINDOW: 'PT0S', JOBS: 'off' }, sameWindows: true }, (all) => {
  const windows = new Map<string, Page>();

  /** A place as its person sees it; people keep their window from one place to the next. */
  async function at({ who, path }: Place): Promise<Page> {
    const { site, people } = all;
    const address = await path(site);
    const page =
      windows.get(who ?? '') ??
      (who === null ? await people.stranger({ path: address }) : await people.enter(await site.person(who)));
    windows.set(who ?? '', page);
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page
      .getByRole('status', { name: /^Loading/ })
      .first()
      .waitFor({ state: 'detached' });
    return page;
  }

  test('every route of the dashboard stands in the list of what is looked at', async () => {
    expect(Object.keys(PAGES).sort()).toEqual((await pathsOfRouter()).sort());
  });

  test.each(Object.entries(PAGES))('%s has no barrier: light and dark, desktop and phone', async (_route, place) => {
    await expectAccessible(await at(place), place);
  });

  test.each(Object.entries(DIALOGS))('%s has no barrier either', async (_name, { place, open, part = '[role="dialog"]' }) => {
    const page = await at(place);
    await open(page);
    // The page behind it was looked at above.
    await expectAccessible(page, { within: [part] });
  });
});
