import { describe, expect, test } from 'vitest';
import { disclosure, type Disclosure, type ReaderFacts } from './disclosure.ts';

const ALL: Disclosure = { package: true, approversThoughRefused: true, fixers: true, reference: false };
const OUTSIDER: Disclosure = { package: true, approversThoughRefused: false, fixers: false, reference: true };

describe('6.6 what is told beside the sentence of a gate', () => {
  test.each<[ReaderFacts['kind'], boolean, Disclosure]>([
    ['MEMBER', true, ALL],
    ['MEMBER', false, { ...ALL, package: false }],
    ['SERVICE', true, ALL],
    ['SERVICE', false, { ...ALL, package: false }],
    ['SYSTEM', true, ALL],
    ['GUEST', true, OUTSIDER],
    ['GUEST', false, { ...OUTSIDER, package: false }],
  ])('%s, package seen: %s', (kind, seesPackage, told) => {
    expect(disclosure({ kind, seesPackage })).toEqual(told);
  });
});
