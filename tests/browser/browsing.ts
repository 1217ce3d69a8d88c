/** A whole system and a Chromium in front of it, for one test file. */
import assert from 'node:assert/strict';
import pg from 'pg';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { findChromium } from '../../tools/chromium.mjs';
import { startStack, type Stack } from '../../tools/stack.mjs';
import { DEMO } from '../wire/clients';

const PATIENCE_MS = 30_000;

/** Database, server, web client and browser. */
export class Browsing {
  readonly stack: Stack;
  readonly #browser: Browser;

  private constructor(stack: Stack, browser: Browser) {
    this.stack = stack;
    this.#browser = browser;
  }

  /** `settings` are the server's. */
  static async start(settings: Record<string, string> = {}): Promise<Browsing> {
    const stack = await startStack({ web: true, settings });
    try {
      return new Browsing(stack, await chromium.launch(await findChromium()));
    } catch (failure) {
      await stack.stop();
      throw failure;
    }
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.stack.stop();
  }

  /** Asks the database, as its owner. */
  async ask(statement: string, values?: string[]): Promise<Record<string, unknown>[]> {
    const session = new pg.Client({ connectionString: this.stack.databaseUrl });
    await session.connect();
    try {
      return (await session.query<Record<string, unknown>>(statement, values)).rows;
    } finally {
      await session.end();
    }
  }

  /** A page of a new person: no cookies, nothing remembered. */
  async page(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext({ baseURL: this.stack.webUrl, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    return context.newPage();
  }

  /** A page at the dashboard of the demo's owner. */
  async dashboard(options: BrowserContextOptions = {}, credentials = DEMO): Promise<Page> {
    const page = await this.page(options);
    await page.goto('/login');
    await signIn(page, credentials);
    return page;
  }
}

/** Fills the login form and waits for the dashboard. */
export async function signIn(page: Page, { email, password }: typeof DEMO): Promise<void> {
  await hydrated(page.locator('form'));
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/t/*');
  await connection(page, 'Live');
}

/** Waits until React has taken an element over from the server's HTML. */
export async function hydrated(element: Locator): Promise<void> {
  await element.evaluate(async (node) => {
    while (!Object.keys(node).some((key) => key.startsWith('__reactProps'))) await new Promise(requestAnimationFrame);
  });
}

/** Waits until the strip says so of the connection. */
export async function connection(page: Page, word: RegExp | string): Promise<void> {
  await page.getByRole('status').filter({ hasText: word }).waitFor();
}

/** The feed's rows. */
export function signals(page: Page): Locator {
  return page.getByRole('group', { name: 'Signals, newest first' }).getByRole('listitem');
}

/** The row of an instrument that a bot holds. */
export function position(page: Page, symbol: string, bot: string): Locator {
  const table = page.getByRole('table', { name: 'Positions' });
  return table.getByRole('row').filter({ hasText: symbol }).filter({ hasText: bot });
}

/** Counts the loads of a page from now on: a page that is live needs none. */
export function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('load', () => (loads += 1));
  return () => loads;
}

/** Sends what TradingView sends, to the hook of the demo bot `momentum`. */
export async function alert(stack: Stack, fields: Record<string, string>): Promise<void> {
  const response = await fetch(`${stack.apiUrl}/hooks/tradingview/demo-hook-momentum`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ exchange: 'BINANCE', ticker: 'BTCUSDT', ...fields }),
  });
  assert.equal(response.status, 202, await response.text());
}

/** Holds the lock that every step of the pipeline takes: signals are taken, but not worked on until `goOn`. */
export async function holdPipeline({ databaseUrl }: Stack): Promise<{ goOn: () => Promise<void> }> {
  const session = new pg.Client({ connectionString: databaseUrl });
  await session.connect();
  await session.query('BEGIN');
  await session.query("SELECT id FROM bots WHERE name = 'momentum' FOR NO KEY UPDATE");
  return { goOn: () => session.end() };
}
