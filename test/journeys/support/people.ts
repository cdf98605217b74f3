import { principalOf } from '../../testkit/principal.ts';
import { sessionCookie } from '@gatehouse/server/kernel/auth/cookies';
import { startSession } from '@gatehouse/server/features/identity/sign-in/start-session';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { type Site } from './site.ts';

/** How long a journey waits for something to appear, in milliseconds: for the patience of a loaded machine, not of people. */
const PATIENCE_MS = 10_000;

/** What somebody looks at Gatehouse with. */
export const DEVICES = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
} satisfies Record<string, BrowserContextOptions>;

export interface EnterOptions {
  device?: keyof typeof DEVICES;
  /** Where they arrive; the start page where nothing is said. */
  path?: string;
  permissions?: string[];
}

/** A browser in which several people are signed in, each in a window that knows nothing of the others. */
export class People {
  readonly #site: Site;
  readonly #browser: Browser;
  /** What went wrong inside the pages: uncaught errors and what the browser itself complains about. */
  readonly complaints: string[] = [];

  private constructor(site: Site, browser: Browser) {
    this.#site = site;
    this.#browser = browser;
  }

  /** Connects to the browser. Only where there is one: `describe.skipIf(!inject('browser'))`. */
  static async of(site: Site): Promise<People> {
    return new People(site, await chromium.connect(inject('browser')!));
  }

  /** A window in which nobody is signed in. */
  async stranger({ device = 'desktop', path = '/', permissions = [] }: EnterOptions = {}): Promise<Page> {
    return this.#open(await this.#context(device, permissions), path);
  }

  /** A window in which somebody of the demo company (by the first part of the mail address), or a user, is signed in. */
  async enter(
    who: string | { id: string },
    { device = 'desktop', path = '/', permissions = [] }: EnterOptions = {},
  ): Promise<Page> {
    const { id } = typeof who === 'string' ? await this.#site.person(who) : who;
    const context = await this.#context(device, permissions);
    const { secret } = await this.#site.world.write(async (change) =>
      startSession(change, await principalOf(change.em, { id }), 'LINK', 'journey'),
    );
    const { name } = sessionCookie(this.#site.url);
    await context.addCookies([{ name, value: secret, url: this.#site.url, httpOnly: true, sameSite: 'Lax' }]);
    return this.#open(context, path);
  }

  /** What stands in every window, as a screen reader would tell it: to find out why a journey failed. */
  async describe(): Promise<string> {
    const pages = this.#browser.contexts().flatMap((context) => context.pages());
    const told = pages.map(async (page) => `${page.url()}\n${await page.locator('body').ariaSnapshot()}`);
    return (await Promise.all(told)).join('\n\n');
  }

  /** Forgets complaints that a journey brought about itself. */
  forgive(expected: RegExp): void {
    this.complaints.splice(0, Infinity, ...this.complaints.filter((complaint) => !expected.test(complaint)));
  }

  /** Closes every window. */
  async leave(): Promise<void> {
    await Promise.all(this.#browser.contexts().map((context) => context.close()));
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  async #context(device: keyof typeof DEVICES, permissions: string[]): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      ...DEVICES[device],
      baseURL: this.#site.url,
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      permissions,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    context.on('weberror', (error) => this.complaints.push(String(error.error())));
    context.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`${message.text()} (${message.location().url})`);
    });
    return context;
  }

  async #open(context: BrowserContext, path: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(path);
    return page;
  }
}
