import { SetupStepName } from '@gatehouse/schema/rules/vocabulary';
import { expect, test } from 'vitest';
import { placeOf, type MadeSoFar, type Place } from './setup-places.ts';

const all = (made: MadeSoFar) => Object.values(SetupStepName).map((step) => spelled(placeOf(step, made)));
const spelled = ({ to, params = {}, search = {}, hash }: Place) =>
  [to, ...Object.values(params), ...Object.values(search), hash && `#${hash}`].filter(Boolean).join(' ');

test('6.38 where nothing is made yet, the steps lead to the lists on which it is made', () => {
  expect(all({ catalogs: [], packages: [] })).toEqual([
    '/admin/people',
    '/admin/resources',
    '/admin/catalogs',
    '/admin/catalogs',
    '/admin/catalogs',
  ]);
});

test('6.38 in the first catalog the resources come first, then a package', () => {
  expect(all({ catalogs: [{ id: 'cat_new' }, { id: 'cat_old' }], packages: [] }).slice(2)).toEqual([
    '/admin/catalogs/$catalogId cat_new #resources',
    '/admin/catalogs/$catalogId cat_new',
    '/admin/catalogs/$catalogId cat_new',
  ]);
});

test('6.38 a package is led to what it lacks, the latest where none lacks it', () => {
  const catalogs = [{ id: 'cat_new' }];
  const of = (packages: MadeSoFar['packages']) => all({ catalogs, packages }).slice(3);
  expect(of([{ id: 'pkg_new', gaps: ['NO_CONTENTS', 'NO_POLICY'] }])).toEqual([
    '/admin/packages/$packageId pkg_new contents',
    '/admin/packages/$packageId pkg_new policies',
  ]);
  const two = of([
    { id: 'pkg_new', gaps: ['NO_CONTENTS'] },
    { id: 'pkg_old', gaps: ['NO_POLICY'] },
  ]);
  expect(two).toEqual(['/admin/packages/$packageId pkg_new contents', '/admin/packages/$packageId pkg_old policies']);
  expect(of([{ id: 'pkg_new', gaps: [] }])[1]).toBe('/admin/packages/$packageId pkg_new policies');
});
