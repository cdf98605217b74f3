import { type Page } from 'playwright-core';
import { type Journeys } from './journeys.ts';
import { type Place } from './places.ts';

/** In the page: changes the address, and says so to the router. */
const goTo = (address: string): void => {
  history.pushState({}, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
};

/** A way through many places: each person keeps one window from one place to the next. Only with `sameWindows`. */
export class Tour {
  readonly #all: Journeys;
  readonly #windows = new Map<string | null, Page>();

  constructor(all: Journeys) {
    this.#all = all;
  }

  /**
   * A place as its person sees it, with everything there.
   * @param anew loads the dashboard anew: nothing that was opened before is still in front of it
   */
  async at({ who, path }: Place, anew = false): Promise<Page> {
    const { site, people } = this.#all;
    const address = await path(site);
    const known = this.#windows.get(who);
    const page =
      known ??
      (await (who === null ? people.stranger({ path: address }) : people.enter(await site.person(who), { path: address })));
    this.#windows.set(who, page);
    // As a link would lead there: without loading the dashboard anew for each place.
    if (known && anew) await known.goto(address);
    else if (known) await known.evaluate(goTo, address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page
      .getByRole('status', { name: /^Loading/ })
      .first()
      .waitFor({ state: 'detached' });
    return page;
  }
}
