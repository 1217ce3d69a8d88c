/** The page of the API shows what there is to call, from the server alone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../../tools/chromium.mjs';
import { startStack, type Stack } from '../../tools/stack.mjs';

let stack: Stack;
let browser: Browser;
before(async () => {
  stack = await startStack();
  browser = await chromium.launch(await findChromium());
});
after(async () => {
  await browser.close();
  await stack.stop();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every procedure is on the page, for everybody: ${colorScheme}`, async () => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    await page.goto(`${stack.apiUrl}/docs`);

    const submit = page.getByRole('article').filter({ hasText: 'POST /api/signals.submit' });
    await submit.getByText('DuplicateSignal').waitFor();
    const { paths } = (await (await fetch(`${stack.apiUrl}/openapi.json`)).json()) as { paths: object };
    assert.equal(await page.getByRole('article').count(), Object.keys(paths).length);
    assert.match((await submit.locator('pre').textContent()) ?? '', /"symbol":"BTCUSDT"/);
    await page.getByRole('navigation').getByRole('link', { name: 'submit' }).click();
    assert.equal(new URL(page.url()).hash, '#signalsSubmit');

    for (const details of await page.locator('details').all()) {
      await details.evaluate((element) => element.setAttribute('open', ''));
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      [],
    );
    assert.deepEqual([complaints, [...hosts]], [[], [stack.apiUrl]]);
    await context.close();
  });
}
