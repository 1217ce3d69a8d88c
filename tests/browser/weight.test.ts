/** What the pages of a build weigh: the scripts that each one names, packed as a fronting server packs them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { MOMENTUM_KEY, httpClient } from '../wire/clients';
import { Browsing } from './browsing';

/** In bytes: what every page shares, and any page in all. */
const SHELL = 175 * 1024;
const ROUTE = 260 * 1024;
/** The library that draws charts, which comes when one is seen. */
const CHART = 60 * 1024;

const OUTSIDE = ['/login', '/register', '/register/complete', '/reset', '/reset/complete', '/invite', '/confirm-email'];
const ACCOUNT = ['/account/profile', '/account/security', '/account/appearance'];
const MARKET = '/market/BINANCE/BTCUSDT';
const TENANT = [
  ...['', '/bots', '/bots/new', '/signals', '/positions', '/orders', '/trades', '/market', MARKET, '/risk'],
  ...['/backtests', '/backtests/new', '/backtests/candles', '/backtests/compare'],
  ...['/settings/team', '/settings/members', '/settings/keys', '/settings/audit', '/settings/jobs'],
];

const BOT = ['', '/configuration', '/runs'];

let browsing: Browsing;
before(async () => {
  // A market with prices: there is something to draw.
  browsing = await Browsing.start({ TICKWIRE_SIMULATOR: '1' });
});
after(() => browsing.stop());

const weights = new Map<string, Promise<number>>();

/** Of one script; each is read once. */
function weightOf(script: string): Promise<number> {
  const read = async () => {
    const response = await fetch(`${browsing.stack.webUrl}${script}`);
    return gzipSync(await response.arrayBuffer()).length;
  };
  const weight = weights.get(script) ?? read();
  weights.set(script, weight);
  return weight;
}

/** The scripts that a page names, those that it only preloads included; old browsers' are not asked for. */
async function scriptsOf(page: Page, path: string): Promise<Set<string>> {
  const html = await (await page.request.get(path)).text();
  const old = new Set([...html.matchAll(/<script src="([^"]+)" noModule/gi)].map(([, script]) => script));
  const named = html.match(/\/_next\/static\/[^"'\\ ?]+\.js/g) ?? [];
  return new Set(named.filter((script) => !old.has(script)));
}

async function sum(scripts: Set<string>): Promise<number> {
  const all = await Promise.all([...scripts].map(weightOf));
  return all.reduce((total, weight) => total + weight, 0);
}

test('every page is light, and what they share is', async (context) => {
  const nobody = await browsing.page();
  const somebody = await browsing.dashboard();
  const { items: bots } = await httpClient(browsing.stack.apiUrl, { key: MOMENTUM_KEY }).bots.list.query({ limit: 1 });
  const tenant = [...TENANT, ...BOT.map((path) => `/bots/${bots[0]?.id ?? ''}${path}`)];
  const pages = [
    ...OUTSIDE.map((path) => [nobody, path] as const),
    ...[...ACCOUNT, ...tenant.map((path) => `/t/demo${path}`)].map((path) => [somebody, path] as const),
  ];
  const heavy: string[] = [];
  let shared: Set<string> | undefined;
  for (const [page, path] of pages) {
    const scripts = await scriptsOf(page, path);
    const weight = await sum(scripts);
    context.diagnostic(`${path}: ${Math.round(weight / 1024)} KB`);
    if (weight > ROUTE) heavy.push(`${path}: ${weight}`);
    shared = shared ? new Set([...shared].filter((script) => scripts.has(script))) : scripts;
  }
  const shell = await sum(shared ?? new Set());
  context.diagnostic(`shared by all: ${Math.round(shell / 1024)} KB`);
  assert.deepEqual(heavy, []);
  assert.ok(shell > 0 && shell <= SHELL, String(shell));
});

test('what draws charts comes after the page, and is light', async (context) => {
  const page = await browsing.dashboard();
  const path = `/t/demo${MARKET}`;
  const named = await scriptsOf(page, path);
  const loaded = new Set<string>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js')) loaded.add(pathname);
  });
  await page.goto(path);
  await page.locator('canvas').first().waitFor();
  const drawing: string[] = [];
  for (const script of loaded) {
    // The library's own name for itself.
    const text = await (await page.request.get(script)).text();
    if (text.includes('lightweight-charts')) drawing.push(script);
  }
  assert.deepEqual(
    drawing.filter((script) => named.has(script)),
    [],
  );
  const weight = await sum(new Set(drawing));
  context.diagnostic(`chart: ${Math.round(weight / 1024)} KB`);
  assert.ok(weight > 0 && weight <= CHART, String(weight));
});
