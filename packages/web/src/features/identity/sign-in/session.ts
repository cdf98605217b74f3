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

/** What the server says about an attempt to sign in. */
export type SignInResult =
  | { ok: true }
  /** `final`: the same again would be refused again. */
  | { ok: false; message: string; final: boolean };

async function post(path: string, body: object): Promise<SignInResult> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    return { ok: false, message: 'Gatehouse cannot be reached. Check your connection and try again.', final: false };
  }
  if (answer.ok) return { ok: true };
  const said: unknown = await answer.json().catch(() => null);
  const message =
    said && typeof said === 'object' && 'message' in said ? String(said.message) : `The server answered ${answer.status}.`;
  return { ok: false, message, final: answer.status === 400 || answer.status === 401 };
}

/** The demo's people; none where this is no demo. */
export async function loadPersonas(): Promise<Persona[]> {
  const answer = await fetch('/auth/personas', { credentials: 'same-origin', headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return ((await answer.json()) as { personas: Persona[] }).personas;
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
