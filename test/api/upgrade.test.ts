import { migrations } from '@gatehouse/server/kernel/db/migrate';
import { expect, test } from 'vitest';
import { RELEASES, worksOn } from '../testkit/released.ts';

/** Landed: whoever runs Gatehouse has these texts in their database, and is refused where they change. */
const FROZEN = {
  '0001-tables': '6bff6386e944e7bb872dd564264345b87f1a94dc00906ccff6826cd17b7977c3',
  '0002-guards': 'c2cf40ad77250b7bacb595010e3d68a9992489e11e1763cb534a2759e2fadcf3',
  '0003-tokens-of-tokens': '2e18a5c53b2918ebdef7b7a1cd0cafb4a2522fde90b50ffb1c7c7153f83f47cb',
  '0004-authors-of-policies': '343391b731dadc89447575014cf41f80d02edd23bedb0dbdbe118454c5704ddd',
  '0005-hold-decisions': '53066c24c10b26b34ff31fce98c8fd14cf341115ae8fdb3c5a43b648b561b918',
  '0006-promises-kept': '5b77012913f891f93fa518cd7f66c7c0c926a546a1f533d0a98663df5d0f7dbc',
  '0007-lost-rights-and-reasons': '3399f55291693eee9f51b75a5c8910137e95412ac3782bc17c891d8ef6dadd88',
  '0008-a-million-requests': 'a7beef0478943025b9be975a3df731e04bad551d1f97d1d916ee9a17a0b53d28',
  '0009-runs-are-leases': 'e3d7f5e8e59605c409138edd9f6790f046e500db609b5a734fd686eb85c44321',
  '0010-done-notices-are-read': 'bced700e7a87d694dd2923743d0d762041b9f51a27bc951c562564402792368a',
  '0012-nobody-to-escalate-to': '8b556ab732f43c1a147ad523098263e9a6d343f0ec082555467b3584d0b12beb',
  '0013-told-why': 'b67ac6302e5fb6d86287057fdf45fc025c2344ed38762d8843c3167b3d4c20c4',
  '0014-words-in-any-order': '0e9ce8fe1e0cb6f78816587f7f5a0cfee0fb4871fdc5687daec0a4ce9b795ffc',
  '0015-whom-a-scope-leaves-out': 'e6d4d12f025cc797e15caf96eda21ba7f79bcdf88ff44f7d4cef03fc849f1cd3',
  '0016-what-a-policy-sets-by-default': 'af003ff1ed56634b39051c2feb3f2ef0cb859407f19b86c2a49ccadbed984818',
  '0017-settings-of-targets': 'bfca64887bbd2dbc22819cb4f764e335e23f06dbe6d126a739b86f79c5a5d14b',
  '0018-names-and-ends': 'fa32d6e64b891b1a857d69be0152f1468d5a38fe257b09fa7a510238c7ed2258',
  '0019-groups-of-older-replicas': '9e16222a02e9bfa094a24f277b7ef2cc7d543c4f8bec8bbc547501e9732b9c57',
  '0020-outside-organizations': '7e9ef755442a130fac1de06352451108027af4656664cb324831bfaf96bd540c',
  '0021-signing-in': 'cc400d65383717ab8959a1ad62bb327179a01a22857cb15744086ba725a7f5db',
  '0022-tokens-and-services': '480c21bc0dfacef37814fc9cbce77e54f01d8c6c1a5d86db3723836bf9161276',
  '0024-terms-and-consent': 'f7a75b50abf271402165f8d42f8642b020f6c4c43783488e57fcd4cb9eb42872',
  '0025-guests-come-and-go': '918988d5cb0ab1a870944026ae872b0fce45a3fc375b1c7ea39928ff4171f936',
  '0026-proof-and-sessions': '839533e98624ee147d62f70e832a2189b17aa24f4c53e2f83b6777fccaa49b50',
};

test('the migrations that landed are as they landed', async () => {
  const hashes = Object.fromEntries((await migrations()).map(({ name, hash }) => [name, hash]));
  // Each is listed, so that none lands without being frozen.
  expect(hashes).toEqual(FROZEN);
});

// Older ones are a slow test: whoever writes a migration learns most from the last one.
worksOn(RELEASES.at(-1)!);
