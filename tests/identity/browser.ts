/** A browser that goes to a provider and comes back. Of its page the host is the server itself. */
import assert from 'node:assert/strict';
import type { Stack } from '../../tools/stack.mjs';
import { CookieJar } from '../wire/cookie-jar';
import type { Account, Provider } from './provider';

export const DEMO = 'demo@tickwire.dev';
export const ACME = 'acme@tickwire.dev';
export const PASSWORDS: Record<string, string> = { [DEMO]: 'demo-tickwire-2026', [ACME]: 'acme-tickwire-2026' };

/** What `auth.me` says. */
type Me = { user: { email: string; name: string }; tenant: { slug: string; name: string }; role: string };

/** A browser of nobody's yet. */
export class Browser {
  readonly jar = new CookieJar();
  readonly #stack: Stack;

  constructor(stack: Stack) {
    this.#stack = stack;
  }

  /** Where a redirect leads to. */
  async follow(path: string, headers: Record<string, string> = {}): Promise<string> {
    const response = await this.jar.fetch(`${this.#stack.apiUrl}${path}`, { redirect: 'manual', headers });
    assert.equal(response.status, 303, await response.text());
    assert.equal(response.headers.get('cache-control'), 'no-store');
    return response.headers.get('location') ?? '';
  }

  /** Sets out, and answers the provider's address. */
  start(id = 'trusted', query = ''): Promise<string> {
    return this.follow(`/auth/oidc/${id}/start${query}`, { 'sec-fetch-site': 'same-origin' });
  }

  /** Comes back, and answers where on the page it is then. */
  async back(address: URL | string): Promise<string> {
    const { pathname, search } = new URL(address);
    const location = await this.follow(`${pathname}${search}`, { 'sec-fetch-site': 'cross-site' });
    assert.ok(location.startsWith(`${this.#stack.webUrl}/`), location);
    return location.slice(this.#stack.webUrl.length);
  }

  async signIn(account: Account, provider: Provider, id: string, query = ''): Promise<string> {
    return this.back(provider.consent(await this.start(id, query), account));
  }

  /** What a mutation answers, or its refusal's type. */
  async mutate(procedure: string, input: unknown): Promise<{ data?: unknown; refusal?: string }> {
    const response = await this.jar.fetch(`${this.#stack.apiUrl}/trpc/${procedure}`, {
      method: 'POST',
      body: JSON.stringify({ json: input }),
      headers: { 'content-type': 'application/json', origin: this.#stack.webUrl },
    });
    const said = (await response.json()) as {
      result?: { data: { json: unknown } };
      error?: { json: { message: string; data: { error?: { type: string } } } };
    };
    return { data: said.result?.data.json, refusal: said.error?.json.data.error?.type ?? said.error?.json.message };
  }

  async logIn(email: string, code?: string): Promise<void> {
    const { refusal } = await this.mutate('auth.login', { email, password: PASSWORDS[email], code });
    assert.equal(refusal, undefined);
  }

  /** What a query answers. */
  async query(procedure: string): Promise<unknown> {
    const response = await this.jar.fetch(`${this.#stack.apiUrl}/trpc/${procedure}`);
    const said = (await response.json()) as { result?: { data: { json: unknown } } };
    return said.result?.data.json;
  }

  /** Who is logged in. */
  async me(): Promise<string | undefined> {
    return (await this.whole())?.user.email;
  }

  /** The same, with the team and the role there. */
  async whole(): Promise<Me | undefined> {
    return (await this.query('auth.me')) as Me | undefined;
  }
}
