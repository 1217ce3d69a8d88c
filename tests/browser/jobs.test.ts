/** Background work of a team: what failed for good is seen by its owner, tried again after a question, and done. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { nothingSerious } from './axe';
import { Browsing, hydrated } from './browsing';

const JOBS = '/t/demo/settings/jobs';
const OF_DEMO = `kind = 'reconciliation' AND tenant_id = (SELECT id FROM tenants WHERE slug = 'demo')`;

let browsing: Browsing;
before(async () => {
  browsing = await Browsing.start();
});
after(() => browsing.stop());

/** The team's reconciliation, as it stands. */
async function job(): Promise<Record<string, unknown> | undefined> {
  const [row] = await browsing.ask(`SELECT status, run_at, attempts, error, done_at FROM jobs WHERE ${OF_DEMO}`);
  return row;
}

/** Has the books differ by so much, and the difference found, until it is found for good. */
async function spoil(difference: number): Promise<void> {
  await browsing.ask(`UPDATE positions SET fees = fees + ${difference} WHERE id = (SELECT p.id FROM positions p
    JOIN tenants t ON t.id = p.tenant_id WHERE t.slug = 'demo' AND p.status = 'OPEN' ORDER BY p.id LIMIT 1)`);
}

function row(page: Page) {
  return page
    .getByRole('list', { name: 'Background work' })
    .getByRole('listitem')
    .filter({ hasText: 'Reconciliation' });
}

test('what failed for good says why, is tried again after a question, and is done once its cause is mended', async () => {
  const page = await browsing.dashboard({ reducedMotion: 'reduce' });
  // A worker makes it within a minute of the team's first bot; here the stack has just begun.
  while (!(await job())?.done_at);
  await page.goto(JOBS);
  await page.getByRole('heading', { level: 1, name: 'Background work' }).waitFor();
  await row(page).getByText('Waits', { exact: true }).waitFor();
  await nothingSerious(page);

  await spoil(1);
  await browsing.ask(`UPDATE jobs SET attempts = 5, run_at = now() WHERE ${OF_DEMO}`);
  await row(page).getByText('Failed for good').waitFor();
  await row(page)
    .getByText(/Position .* is .*; its fills make/)
    .waitFor();
  await row(page)
    .getByText(/attempt 6 of 6 failed/)
    .waitFor();
  await nothingSerious(page);
  await page.setViewportSize({ width: 320, height: 640 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);

  await spoil(-1);
  const retry = row(page).getByRole('button', { name: 'Retry Reconciliation' });
  await hydrated(retry);
  await retry.click();
  const question = page.getByRole('dialog', { name: 'Retry Reconciliation' });
  await nothingSerious(page);
  await question.getByRole('button', { name: 'Retry the work' }).click();
  await question.waitFor({ state: 'detached' });
  await row(page).getByText('Waits', { exact: true }).waitFor();
  await row(page).getByText('Failed for good').waitFor({ state: 'detached' });
  const { status, attempts, error } = (await job()) ?? {};
  assert.deepEqual({ status, attempts, error }, { status: 'WAITING', attempts: 0, error: null });
});

test('without a script it is tried again as well', async () => {
  await spoil(1);
  await browsing.ask(`UPDATE jobs SET attempts = 5, run_at = now() WHERE ${OF_DEMO}`);
  while ((await job())?.status !== 'DEAD');
  await spoil(-1);
  const page = await browsing.dashboard();
  const plain = await browsing.page({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  await plain.goto(JOBS);
  await row(plain).getByRole('button', { name: 'Retry Reconciliation' }).click();
  await plain.getByRole('button', { name: 'Retry the work' }).click();
  await plain.waitForURL((url) => !url.search.includes('open='));
  while ((await job())?.status !== 'WAITING' || (await job())?.error !== null);
});

test('who is no owner is told whom to ask', async () => {
  const page = await browsing.dashboard();
  await browsing.ask(`UPDATE memberships SET role = 'ADMIN' FROM tenants
    WHERE tenants.id = memberships.tenant_id AND tenants.slug = 'demo'`);
  while (!(await (await page.request.get('/api/trpc/auth.me')).text()).includes('"ADMIN"'));
  await page.goto(JOBS);
  await page.getByRole('heading', { level: 1, name: 'Background work' }).waitFor();
  await page.getByText(/owner/i).first().waitFor();
  assert.equal(await page.getByRole('list', { name: 'Background work' }).count(), 0);
});
