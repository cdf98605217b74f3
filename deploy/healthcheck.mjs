// Is this replica ready to serve? Asked as the proxy would ask: with the public address as Host, which the server insists on.
import { get } from 'node:http';

const port = process.env.PORT || '4000';
const host = new URL(process.env.PUBLIC_URL || `http://127.0.0.1:${port}`).host;

get({ host: '127.0.0.1', port, path: '/readyz', headers: { host }, timeout: 2500 }, (response) => {
  response.resume();
  process.exitCode = response.statusCode === 200 ? 0 : 1;
})
  .on(
    'timeout',
    /** @this {import('node:http').ClientRequest} */ function () {
      this.destroy();
    },
  )
  .on('error', () => (process.exitCode = 1));
