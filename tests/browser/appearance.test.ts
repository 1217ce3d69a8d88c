/** For everybody: no serious finding of axe in either theme, and nothing to scroll sideways on a phone. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { DEMO } from '../wire/clients';
import { Browsing } from './browsing';

const PAGES = ['/login', '/t/demo', '/t/demo?status=closed', '/t/demo?status=all', '/t/nobody'];

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 3,
  hasTouch: true,
  isMobile: true,
};

let browsing: Browsing;
before(async () => {
  browsing = await Browsing.start();
});
after(() => browsing.stop());

/** Every page, each after it has settled; the login is somebody's who is not logged in. */
async function visit(options: BrowserContextOptions, look: (page: Page, path: string) => Promise<void>): Promise<void> {
  const [stranger, person] = [await browsing.page(options), await browsing.dashboard(options)];
  for (const path of PAGES) {
    const page = path === '/login' ? stranger : person;
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
    await look(page, path);
  }
  await stranger.context().close();
  await person.context().close();
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, options] of [
    ['desk', {}],
    ['phone', PHONE],
  ] as const) {
    test(`axe finds nothing serious: ${colorScheme}, ${device}`, async () => {
      await visit({ ...options, colorScheme, reducedMotion: 'reduce' }, async (page, path) => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        const findings = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
        assert.deepEqual(findings, [], path);
      });
    });
  }
}

test('axe finds nothing serious in the open menu', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  await page.getByRole('button', { name: DEMO.email }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(serious, []);
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
