/** An issuer of tokens that runs in the test: its keys, its discovery document, and every fault that it may have. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  SignJWT,
  exportJWK,
  generateKeyPair,
  type CryptoKey,
  type GenerateKeyPairOptions,
  type JWK,
  type JWTPayload,
} from 'jose';

/** A key that the issuer signs with. */
export type Key = { alg: string; kid: string; privateKey: CryptoKey; jwk: JWK };

/** What a token says beside its claims. */
export type TokenOptions = { key?: Key; header?: Record<string, unknown> };

let keys = 0;

/** A new key, published nowhere yet. */
export async function newKey(alg = 'RS256', options: GenerateKeyPairOptions = {}): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { ...options, extractable: true });
  keys += 1;
  const kid = `key-${keys}`;
  return { alg, kid, privateKey, jwk: { ...(await exportJWK(publicKey)), alg, kid, use: 'sig' } };
}

/** An issuer. Made by `startIssuer`. */
export class Issuer {
  readonly #server: Server;
  /** Its name, which is its address. */
  readonly url: string;
  /** What it publishes. */
  published: JWK[] = [];
  /** How often its keys were read. */
  reads = 0;
  /** Whether it answers at all. */
  isAway = false;
  /** What its discovery document says beside the ordinary. */
  discovery: Record<string, unknown> = {};
  #key!: Key;

  constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => {
      const say = (status: number, body: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      };
      if (this.isAway) return say(503, {});
      if (request.url === '/jwks') {
        this.reads += 1;
        return say(200, { keys: this.published });
      }
      if (request.url !== '/.well-known/openid-configuration') return say(404, {});
      return say(200, { issuer: this.url, jwks_uri: `${this.url}/jwks`, ...this.discovery });
    });
  }

  /** The key that it signs with, unless a token is to have another. */
  get key(): Key {
    return this.#key;
  }

  /** Publishes a key and signs with it from here on. */
  async rotate(alg = 'RS256'): Promise<Key> {
    this.#key = await newKey(alg);
    this.published = [...this.published, this.#key.jwk];
    return this.#key;
  }

  /** A token for `tickwire` that is good for five minutes, unless `claims` say otherwise. */
  async token(claims: JWTPayload, { key = this.#key, header = {} }: TokenOptions = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const said = { iss: this.url, aud: 'tickwire', sub: 'ada', iat: now, exp: now + 300, ...claims };
    return new SignJWT(said).setProtectedHeader({ alg: key.alg, kid: key.kid, ...header }).sign(key.privateKey);
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

/** An issuer on a free port, with a key. */
export async function startIssuer(): Promise<Issuer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = new Issuer(server);
  await issuer.rotate();
  return issuer;
}
