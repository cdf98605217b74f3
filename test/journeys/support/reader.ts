import { type Locator, type Page } from 'playwright-core';
import { ask } from '../../testkit/flow.ts';
import { approval } from './pages.ts';
import { type Site } from './site.ts';

export const QUEUE = { path: '/approvals' };

/** Somebody asks for what the whole security team decides about. @returns the request */
export async function asksForReader(site: Site, key: string): Promise<{ id: string }> {
  return ask(site, await site.person(key), await site.accessPackage('Source code reader'));
}

/** The row of such a request in the queue. @param name who asks */
export const reader = (page: Page, name: string): Locator => approval(page, `${name} asks for Source code reader`);
