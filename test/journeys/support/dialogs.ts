import { type Page } from 'playwright-core';
import { approval } from './pages.ts';
import { DEVICES } from './people.ts';
import { PAGES, type Place } from './places.ts';

/** Something that opens in front of a page. */
export interface Opened {
  place: Place;
  /** What opens; a dialog where nothing is said. */
  part?: string;
  /** Where it is on one of the devices alone. */
  only?: keyof typeof DEVICES;
  open(page: Page): Promise<void>;
}

/** Presses a button of the page and waits for the dialog. */
const pressing =
  (...names: (string | RegExp)[]) =>
  async (page: Page): Promise<void> => {
    for (const name of names) await page.getByRole('main').getByRole('button', { name }).first().click();
    await page.getByRole('dialog').waitFor();
  };
/** Opens a tab of the page, and a page from there. */
const tab =
  (name: RegExp, link?: string) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('tab', { name }).click();
    await page.getByRole('tabpanel').waitFor();
    if (link === undefined) return;
    await page.getByRole('link', { name: link }).click();
    await page.getByRole('heading', { level: 1, name: link }).waitFor();
  };
const on = (route: string, changed: Partial<Place> = {}): Place => ({ ...PAGES[route]!, ...changed });

/** Everything that opens: dialogs, menus, editors. */
export const DIALOGS: Readonly<Record<string, Opened>> = {
  'an import of organizations': { place: on('/admin/organizations'), open: pressing('Import') },
  'a rule about a domain': { place: on('/admin/domains'), open: pressing('New rule') },
  'the end of an organization': { place: on('/admin/organizations/$organizationId'), open: pressing('Delete') },
  'the menu of the viewer': {
    place: on('/packages'),
    part: '#viewer-menu',
    open: async (page) => {
      await page.getByRole('button', { name: /your menu/ }).click();
      await page.locator('#viewer-menu').waitFor();
    },
  },
  'the menu of an approval': {
    place: on('/approvals'),
    part: '[role="menu"]',
    open: async (page) => {
      const more = page.getByRole('button', { name: /^More for/ });
      // On a phone it stands in what a row opens.
      if (page.viewportSize()!.width < DEVICES.desktop.viewport.width)
        await approval(page, /asks for/)
          .first()
          .click({ position: { x: 90, y: 20 } });
      await more.first().click();
      await page.getByRole('menu').waitFor();
    },
  },
  'a denial': { place: on('/approvals'), open: pressing('Deny') },
  'an approval with a reason': { place: on('/approvals', { who: 'emily.braun' }), open: pressing('Approve') },
  'the keys of the queue': { place: on('/approvals'), only: 'desktop', open: pressing('Keyboard') },
  'an extension': { place: on('/access', { who: 'jonas.keller' }), open: pressing('Extend') },
  'giving up': { place: on('/access'), open: pressing('Give up') },
  'a new token': { place: on('/settings'), open: pressing('New token') },
  'a new person': { place: on('/admin/people'), open: pressing('New person') },
  'a new group': { place: on('/admin/groups'), open: pressing('New group') },
  'all about an event': { place: on('/admin/audit'), open: pressing(/^Details/) },
  'a new catalog': { place: on('/admin/catalogs'), open: pressing('New catalog') },
  'a new package': { place: on('/admin/catalogs/$catalogId'), open: pressing('New package') },
  'a role of a catalog': { place: on('/admin/catalogs/$catalogId'), open: pressing('Give a role') },
  'a new resource': { place: on('/admin/resources'), open: pressing('New resource') },
  'a new policy': { place: on('/admin/packages/$packageId'), part: 'main', open: tab(/^Policies/, 'New policy') },
  'the contents of a package': { place: on('/admin/packages/$packageId'), part: 'main', open: tab(/^Contents/) },
  'all places on a phone': {
    only: 'phone',
    place: on('/packages'),
    open: async (page) => {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'More' }).click();
      await page.getByRole('dialog', { name: 'All pages' }).waitFor();
    },
  },
  'an assignment': { place: on('/admin/packages/$packageId'), open: pressing('Assign') },
};
