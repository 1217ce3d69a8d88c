/** An OpenID Connect provider that runs in the test: strict where the standard is, and faulty where a test says so. */
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, type JWTPayload } from 'jose';
import { newKey, type Key } from './issuer';

/** Somebody who has an account at the provider. */
export type Account = { sub: string; email?: string; email_verified?: boolean; name?: string; amr?: readonly string[] };

type Grant = { redirect: string; challenge: string; nonce: string; account: Account; isUsed: boolean };

/** A provider. Made by `startProvider`. */
export class Provider {
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #grants = new Map<string, Grant>();
  readonly clientId = 'tickwire';
  readonly clientSecret = randomUUID();
  url = '';
  /** What it signs with. */
  key!: Key;
  /** What it publishes, when that is something else. */
  published?: Key;
  isAway = false;
  /** What its tokens say in place of what they should. */
  claims: JWTPayload = {};
  /** Who sits before the browser that comes to its page; nobody says no. */
  visitor?: Account;
  /** The last request for a token, by field. */
  asked = new URLSearchParams();

  async start(): Promise<this> {
    this.key = await newKey('ES256');
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** What its page does with somebody who agrees: the address that it sends the browser back to. */
  consent(address: string, account: Account): URL {
    const asked = new URL(address).searchParams;
    const field = (name: string) => asked.get(name) ?? '';
    if (field('client_id') !== this.clientId) throw new Error('another client');
    if (field('code_challenge_method') !== 'S256' || field('response_type') !== 'code') throw new Error('another flow');
    if (!field('scope').split(' ').includes('openid')) throw new Error('no OpenID Connect');
    const code = randomUUID();
    const [redirect, challenge, nonce] = [field('redirect_uri'), field('code_challenge'), field('nonce')];
    this.#grants.set(code, { redirect, challenge, nonce, account, isUsed: false });
    const back = new URL(redirect);
    back.search = new URLSearchParams({ code, state: field('state'), iss: this.url }).toString();
    return back;
  }

  /** What its page comes to: the visitor agrees, or says no. */
  #page(address: string): URL {
    const back = this.consent(address, this.visitor ?? { sub: '' });
    if (!this.visitor) {
      back.searchParams.delete('code');
      back.searchParams.set('error', 'access_denied');
    }
    return back;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const say = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (this.isAway) {
      say(503, {});
      return;
    }
    if (request.url?.startsWith('/authorize?')) {
      response.writeHead(303, { location: this.#page(`${this.url}${request.url}`).toString() }).end();
      return;
    }
    switch (request.url) {
      case '/.well-known/openid-configuration': {
        say(200, {
          issuer: this.url,
          authorization_endpoint: `${this.url}/authorize`,
          token_endpoint: `${this.url}/token`,
          jwks_uri: `${this.url}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['ES256'],
        });
        return;
      }
      case '/jwks': {
        say(200, { keys: [(this.published ?? this.key).jwk] });
        return;
      }
      case '/token':
        return this.#token(request, say);
      default: {
        say(404, {});
        return;
      }
    }
  }

  async #token(request: IncomingMessage, say: (status: number, body: unknown) => void): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    this.asked = new URLSearchParams(body);
    const basic = Buffer.from(`${this.clientId}:${this.clientSecret}`).toString('base64');
    if (request.headers.authorization !== `Basic ${basic}`) {
      say(401, { error: 'invalid_client' });
      return;
    }
    const grant = this.#grants.get(this.asked.get('code') ?? '');
    const verifier = this.asked.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const isIts = grant?.challenge === challenge && grant.redirect === this.asked.get('redirect_uri');
    if (!grant || grant.isUsed || !isIts) {
      say(400, { error: 'invalid_grant' });
      return;
    }
    grant.isUsed = true;
    const now = Math.floor(Date.now() / 1000);
    const said = { iss: this.url, aud: this.clientId, iat: now, exp: now + 300, nonce: grant.nonce, ...grant.account };
    const token = new SignJWT({ ...said, ...this.claims });
    const { alg, kid, privateKey } = this.key;
    const idToken = await token.setProtectedHeader({ alg, kid }).sign(privateKey);
    say(200, { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: idToken });
  }
}

export function startProvider(): Promise<Provider> {
  return new Provider().start();
}
