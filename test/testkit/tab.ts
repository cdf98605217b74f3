import { type Answer } from './flow.ts';

/** What a page answered, after every redirect. */
export interface Page {
  url: string;
  status: number;
  headers: Headers;
  text: string;
  /** The addresses on the way, the first one asked for first. */
  way: string[];
}

const MOST_REDIRECTS = 20;

/** A browser without scripts: it follows redirects and keeps cookies, by host as browsers do. */
export class Tab {
  readonly #cookies = new Map<string, Map<string, string>>();
  /** Addresses at which it stops, and does not go. */
  stopsAt: (url: string) => boolean = () => false;

  /** Opens an address and follows where it leads. */
  async open(address: string): Promise<Page> {
    const way: string[] = [];
    let url = address;
    for (;;) {
      way.push(url);
      if (this.stopsAt(url)) return { url, status: 0, headers: new Headers(), text: '', way };
      const answer = await this.send(url);
      const next = answer.headers.get('location');
      if (answer.status < 300 || answer.status > 399 || next === null || way.length > MOST_REDIRECTS)
        return { url, status: answer.status, headers: answer.headers, text: await answer.text(), way };
      url = new URL(next, url).href;
    }
  }

  /** Sends JSON, as our pages do. */
  async post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<{ status: number; body: Answer }> {
    const answer = await this.send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  }

  /** One request with its cookies, and no further. */
  async send(url: string, options: RequestInit = {}): Promise<Response> {
    const host = new URL(url).hostname;
    const headers = new Headers(options.headers);
    const cookie = this.cookies(host);
    if (cookie) headers.set('cookie', cookie);
    const answer = await fetch(url, { ...options, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) this.#keep(host, line);
    return answer;
  }

  /** The cookies it would send, as a header. */
  cookies(host = '127.0.0.1'): string {
    return [...(this.#cookies.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** A cookie by its name; null where there is none. */
  cookie(name: string, host = '127.0.0.1'): string | null {
    return this.#cookies.get(host)?.get(name) ?? null;
  }

  setCookie(name: string, value: string, host = '127.0.0.1'): void {
    this.#keep(host, `${name}=${value}`);
  }

  forgetCookies(): void {
    this.#cookies.clear();
  }

  #keep(host: string, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    const gone = attributes.some(
      (one) => /^max-age=0$/i.test(one) || (/^expires=/i.test(one) && Date.parse(one.slice(8)) <= Date.now()),
    );
    if (gone) jar.delete(pair.slice(0, at));
    else jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
}
