import { closeSocket } from '../../../graphql/live.ts';
import { forgetTyped } from '../../../ui/forms/use-kept.ts';

/** A person of the demo company who can be signed in as with one click. */
export interface Persona {
  id: string;
  name: string;
  email: string | null;
  jobTitle: string | null;
  department: string | null;
}

/** What the server says about an attempt to sign in, or to find out how. */
export type SignInResult<T = unknown> =
  | { ok: true; answer: T }
  /** `final`: the same again would be refused again. */
  | { ok: false; code: string | null; message: string; final: boolean };

/** Posts JSON to the server's own addresses for signing in. */
export async function post<T>(path: string, body: object): Promise<SignInResult<T>> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    const message = 'Gatehouse cannot be reached. Check your connection and try again.';
    return { ok: false, code: null, message, final: false };
  }
  const said = (await answer.json().catch(() => null)) as Record<string, unknown> | null;
  if (answer.ok) return { ok: true, answer: said as T };
  const message = typeof said?.message === 'string' ? said.message : `The server answered ${answer.status}.`;
  const code = typeof said?.code === 'string' ? said.code : null;
  return { ok: false, code, message, final: answer.status === 400 || answer.status === 401 };
}

/** Reads JSON of the server. @throws where it does not answer */
export async function get<T>(path: string): Promise<T> {
  const answer = await fetch(path, { credentials: 'same-origin', headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return (await answer.json()) as T;
}

/** The demo's people; none where this is no demo. */
export async function loadPersonas(): Promise<Persona[]> {
  return (await get<{ personas: Persona[] }>('/auth/personas')).personas;
}

/** Signs in as one of the demo's people. */
export const signInAs = (userId: string) => post('/auth/persona', { userId });
/** Spends a sign-in link. */
export const signInByLink = (token: string) => post('/auth/link', { token });

/** Ends the session and everything that this tab holds of it. */
export async function signOut(): Promise<void> {
  await post('/auth/sign-out', {});
  closeSocket();
  forgetTyped();
  location.assign('/sign-in');
}
