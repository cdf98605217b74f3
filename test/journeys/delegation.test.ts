import { type Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { journeys } from './support/journeys.ts';

const ACTIONS = ['Add a resource', 'Change', 'Give a role', 'New package'];

journeys('a catalog of one department', { settings: { UNDO_WINDOW: 'PT0S' } }, (all) => {
  let design: { id: string };
  beforeAll(async () => {
    const { world } = all.site;
    const [owner, manager] = [await all.site.person('bianca.pisani'), await all.site.person('olga.petrenko')];
    design = await world.catalog({
      name: 'Design',
      roles: [
        { role: 'OWNER', holder: owner },
        { role: 'PACKAGE_MANAGER', holder: manager },
      ],
    });
    const { roles } = await world.resource({ name: 'Drawing board', catalogs: [design] });
    await world.package({ name: 'Sketching', catalog: design, roles, policy: {} });
  });

  const places = (page: Page) => page.getByRole('list', { name: 'Administration' }).getByRole('link').allInnerTexts();
  /** What somebody's own session may read, past the dashboard. */
  const read = (page: Page, catalogId: string, packageId: string) =>
    page.evaluate(
      async (variables) => {
        const query = `query ($catalogId: ID!, $packageId: ID!) {
        catalog: node(id: $catalogId) { ... on Catalog { name description roles { id } } }
        hidden: node(id: $packageId) { id }
        accessRequests(first: 50) { nodes { target { name } accessPackage { catalog { name } } } } }`;
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
        return answer.json();
      },
      { catalogId, packageId },
    );

  test('AT29 owner and package manager see their catalog alone, and do there what their role allows', async () => {
    const { site, people } = all;
    const elsewhere = await site.accessPackage('Deal desk');
    for (const { who, does } of [
      { who: 'bianca.pisani', does: ACTIONS },
      { who: 'olga.petrenko', does: ['New package'] },
    ]) {
      const page = await people.enter(await site.person(who), { path: '/admin/catalogs' });
      await page.getByRole('link', { name: 'Design' }).waitFor();
      expect(await page.getByRole('table').getByRole('row').count(), 'a heading and one catalog').toBe(2);
      expect((await places(page)).sort()).toEqual(['All assignments', 'All requests', 'Audit', 'Catalogs']);

      await page.getByRole('link', { name: 'Design' }).click();
      await page.getByRole('link', { name: 'Sketching' }).waitFor();
      await page.getByText('Drawing board').first().waitFor();
      const offered = async () =>
        (await page.getByRole('main').getByRole('button').allInnerTexts()).filter((name) => ACTIONS.includes(name));
      expect((await offered()).sort(), who).toEqual([...does].sort());

      await page.goto(`/admin/packages/${elsewhere.id}`);
      await page.getByText('There is nothing here').waitFor();
      const { name } = await site.person(who);
      const { data, errors } = await read(page, elsewhere.catalog.id, elsewhere.id);
      expect(errors).toBeUndefined();
      // Whose packages are listed to somebody, that catalog they know by name; nothing else of it.
      expect(data).toMatchObject({ catalog: { name: 'Sales', description: null, roles: [] }, hidden: null });
      for (const { target, accessPackage } of data.accessRequests.nodes)
        expect([target.name, accessPackage.catalog.name]).toSatisfy(([whose, where]) => whose === name || where === 'Design');
      await page.goto(`/admin/catalogs/${elsewhere.catalog.id}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await offered(), who).toEqual([]);
    }
  });
});
