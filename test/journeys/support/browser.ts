import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../../../scripts/chromium.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one browser of all journeys listens; null: there is none, and they are skipped. */
    browser: string | null;
  }
}

/** Nothing of the browser's own may call anybody. */
const ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser in which the people of every journey open windows of their own. @returns the teardown */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = findChromium();
  if (!executablePath) {
    project.provide('browser', null);
    return async () => undefined;
  }
  const browser = await chromium.launchServer({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    args: ARGS,
    host: '127.0.0.1',
  });
  project.provide('browser', browser.wsEndpoint());
  return () => browser.close();
}
