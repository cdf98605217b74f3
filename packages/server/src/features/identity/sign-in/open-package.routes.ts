import { callerOf, countEach, type Limit } from '../../../kernel/auth/limits.ts';
import { type Routes } from '../../../kernel/http/routes.ts';
import { openPackage } from './open-package.ts';

/** How often one caller may ask what a link leads to. */
const LOOKS: Limit = { what: 'packages of a caller', most: 300, windowMs: 15 * 60_000 };

/** What the link of a package leads to, for whoever is not signed in. Where it may not be told, it answers as if there were none. */
export const openPackageRoutes: Routes = (http, { app }) => {
  http.get<{ Params: { id: string } }>('/auth/package/:id', async (request, reply) => {
    const wait = await countEach(app, [[LOOKS, callerOf(request.ip)]]);
    if (wait > 0)
      return reply
        .code(429)
        .header('retry-after', wait)
        .send({ code: 'RATE_LIMITED', message: 'That was asked too often. Try again later.' });
    return (await openPackage(app, request.params.id)) ?? {};
  });
};
