import { type HttpAnswer } from './server.ts';

/** Sends an operation to a server as the owner of a token. @throws where no whole answer comes back */
export async function postAs(url: string, token: string | null, query: string, variables: object = {}): Promise<HttpAnswer> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

/** As `postAs`, but hands back the data. @throws where there are errors */
export async function queryAs<T>(url: string, token: string, query: string, variables: object = {}): Promise<T> {
  const { status, body } = await postAs(url, token, query, variables);
  if (body.errors || !body.data) throw new Error(`The server answered ${status}: ${JSON.stringify(body.errors ?? body)}`);
  return body.data as T;
}
