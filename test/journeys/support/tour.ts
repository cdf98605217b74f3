import { type Page } from 'playwright-core';
import { type Journeys } from './journeys.ts';
import { type Place } from './places.ts';

/** A way through many places: each person keeps one window from one place to the next. Only with `sameWindows`. */
export class Tour {
  readonly #all: Journeys;
  readonly #windows = new Map<string | null, Page>();

  constructor(all: Journeys) {
    this.#all = all;
  }

  /** A place as its person sees it, with everything there. */
  async at({ who, path }: Place): Promise<Page> {
    const { site, people } = this.#all;
    const address = await path(site);
    const page = this.#windows.get(who) ?? (await (who === null ? people.stranger() : people.enter(await site.person(who))));
    this.#windows.set(who, page);
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page
      .getByRole('status', { name: /^Loading/ })
      .first()
      .waitFor({ state: 'detached' });
    return page;
  }
}
