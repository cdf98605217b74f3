import { RELEASES, worksOn } from '../testkit/released.ts';

// The last one is tried in test/api/upgrade.test.ts.
for (const release of RELEASES.slice(0, -1)) worksOn(release);
