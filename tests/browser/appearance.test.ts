/** For everybody: no serious finding of axe in any look, nothing that moves unasked, and nothing to scroll sideways. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { DEMO, logIn } from '../wire/clients';
import { nothingSerious } from './axe';
import { Browsing } from './browsing';
import { linkTo } from './mailbox';

/** Of somebody who is not signed in; a path ends with the token where an invitation's has to. */
const OUTSIDE = [
  '/login',
  '/login?error=denied',
  '/login/code',
  '/register',
  '/register/complete?token=x',
  '/reset',
  '/reset/complete?token=x',
  '/confirm-email?token=x',
  '/confirm-email',
  '/invite?token=none',
  '/invite?token=',
];

const PAGES = [
  '/account/profile',
  '/account/security',
  '/account/appearance',
  '/t/demo/bots',
  '/t/demo/bots/new',
  '/t/demo/market',
  '/t/demo/market/BINANCE/BTCUSDT',
  '/t/demo/settings/team',
  '/t/demo/settings/members',
  '/t/demo/settings/keys',
  '/t/demo/settings/audit',
  '/t/demo/settings/jobs',
  '/t/demo',
  '/t/demo?status=closed',
  '/t/demo?status=all',
  '/t/nobody',
  '/invite?token=',
  '/switch/second-desk',
];

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 3,
  hasTouch: true,
  isMobile: true,
};

/** The narrowest screen. */
const NARROW: BrowserContextOptions = { ...PHONE, viewport: { width: 320, height: 568 } };

/** Each theme on each screen, and each palette in each theme and on each screen. */
const LOOKS = [
  ['light', 'blue-orange', 'desk', {}],
  ['dark', 'green-red', 'desk', {}],
  ['light', 'green-red', 'a narrow phone', NARROW],
  ['dark', 'blue-orange', 'a narrow phone', NARROW],
] as const;

let browsing: Browsing;
let invitation: string;
before(async () => {
  browsing = await Browsing.start();
  const { client } = await logIn(browsing.stack.apiUrl, DEMO);
  await client.invitations.create.mutate({ email: 'grace@example.com', role: 'TRADER' });
  const link = await linkTo(browsing.stack, 'grace@example.com');
  invitation = new URL(link).searchParams.get('token') ?? '';
  await client.tenants.create.mutate({ name: 'Second Desk' });
});
after(() => browsing.stop());

/** Every page, each after it has settled. */
async function visit(options: BrowserContextOptions, look: (page: Page, path: string) => Promise<void>): Promise<void> {
  const [stranger, person] = [await browsing.page(options), await browsing.dashboard(options)];
  for (const [page, paths] of [
    [stranger, OUTSIDE],
    [person, PAGES],
  ] as const) {
    for (const path of paths) {
      await page.goto(path.endsWith('token=') ? `${path}${invitation}` : path);
      await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
      await look(page, path);
    }
  }
  await stranger.context().close();
  await person.context().close();
}

for (const [colorScheme, palette, device, options] of LOOKS) {
  test(`axe finds nothing serious, and nothing moves: ${colorScheme}, ${palette}, ${device}`, async () => {
    const chosen = { name: 'palette', value: palette, domain: 'localhost', path: '/', expires: -1 };
    const cookies = [{ ...chosen, httpOnly: false, secure: false, sameSite: 'Lax' as const }];
    const storageState = { cookies, origins: [] };
    await visit({ ...options, colorScheme, storageState, reducedMotion: 'reduce' }, async (page, path) => {
      assert.equal(await page.locator('html').getAttribute('data-palette'), palette);
      await nothingSerious(page);
      const moving = await page.evaluate(() => document.getAnimations().filter((it) => it.playState === 'running'));
      assert.equal(moving.length, 0, path);
    });
  });
}

test('axe finds nothing serious in the open menu', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await page.getByRole('button', { name: DEMO.email }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).waitFor();
  await nothingSerious(page);
});

describe('nothing to scroll sideways', () => {
  for (const width of [320, 390, 768, 1440]) {
    test(`${width} pixels wide`, async () => {
      await visit({ ...PHONE, viewport: { width, height: 844 } }, async (page, path) => {
        const { content, window } = await page.evaluate(() => ({
          content: document.documentElement.scrollWidth,
          window: document.documentElement.clientWidth,
        }));
        assert.ok(content <= window, `${path}: ${content} in ${window}`);
      });
    });
  }
});

test('the theme that is chosen stays', async () => {
  const page = await browsing.dashboard({ colorScheme: 'light' });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: DEMO.email }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  const dark = await background();
  assert.notEqual(dark, light);
  await page.reload();
  assert.equal(await background(), dark);
});
