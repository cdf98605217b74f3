import { afterAll, afterEach, beforeAll, describe, expect, inject } from 'vitest';
import { People } from './people.ts';
import { openSite, type Site } from './site.ts';

/** What every journey of a file has in common. */
export interface Journeys {
  readonly site: Site;
  readonly people: People;
}

/** How the journeys of a file go. */
interface JourneyOptions {
  /** Settings of the server by their environment variables. */
  settings?: Record<string, string>;
  /** Without the demo company. */
  empty?: boolean;
  /** Windows stay open from one journey to the next. */
  sameWindows?: boolean;
}

/**
 * Journeys in a browser through one server, with the demo company where nothing else is said; skipped where there is no browser. After each of them the
 * windows are closed, and no page may have complained about anything.
 */
export function journeys(
  name: string,
  { settings, empty = false, sameWindows = false }: JourneyOptions,
  declare: (all: Journeys) => void,
): void {
  describe.skipIf(!inject('browser'))(name, () => {
    let site: Site | null = null;
    let people: People | null = null;
    beforeAll(async () => {
      site = await openSite(settings, empty);
      people = await People.of(site);
    });
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail' && !sameWindows) console.error(await people!.describe());
      if (!sameWindows) await people!.leave();
      expect(people!.complaints.splice(0)).toEqual([]);
    });
    afterAll(async () => {
      await people?.close();
      await site?.stop();
    });
    declare({
      get site() {
        return site!;
      },
      get people() {
        return people!;
      },
    });
  });
}
