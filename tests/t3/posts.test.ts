/** A stock T3 front end on the blog of `examples/t3-posts`, in Chromium, on a database that Prisma's CLI migrated. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findChromium } from '../../tools/chromium.mjs';
import { newDatabase } from '../../tools/fresh-database.mjs';
import { freePort } from '../../tools/ports.mjs';
import { Child, run } from '../../tools/processes.mjs';
import { root } from '../../tools/project.mjs';
import { ready } from '../../tools/server.mjs';
import { Scaffold, type Files } from './scaffold';

const BLOG = process.env.T3_POSTS_BINARY ?? assert.fail('T3_POSTS_BINARY says where the blog’s program is');
const SERVER = process.env.DATABASE_URL ?? assert.fail('DATABASE_URL says where PostgreSQL is');
const PATIENCE_MS = 15_000;

const database = newDatabase(SERVER);
const env = { DATABASE_URL: database.url };

let scaffold: Scaffold | undefined;
let stock: Files;
let moved: Files;
let blog: Child | undefined;
let frontEnd: Child | undefined;
let browser: Browser | undefined;
let apiUrl: string;
let pageUrl: string;

before(async () => {
  const [api, web] = [await freePort(), await freePort()];
  [apiUrl, pageUrl] = [`http://127.0.0.1:${api}/trpc`, `http://127.0.0.1:${web}`];
  await prisma('migrate', 'deploy');
  await run('t3-seed', BLOG, ['seed'], { env });
  blog = new Child('t3-blog', BLOG, ['serve'], { env: { ...env, ADDRESS: `127.0.0.1:${api}`, PAGE: pageUrl } });
  await ready(blog, `${apiUrl}/category.list`);
  scaffold = await Scaffold.create();
  stock = scaffold.files();
  await scaffold.move(BLOG);
  moved = scaffold.files();
  await scaffold.install();
  await scaffold.build(apiUrl);
  frontEnd = scaffold.start(web);
  await ready(frontEnd, pageUrl);
  browser = await chromium.launch(await findChromium());
});

after(async () => {
  await browser?.close();
  await frontEnd?.stop();
  await blog?.stop();
  await database.drop();
  scaffold?.remove();
});

/** Prisma's own command line, on the blog's schema. */
function prisma(...args: string[]): Promise<void> {
  const cli = path.join(root, 'node_modules/prisma/build/index.js');
  const options = { cwd: path.join(root, 'examples/t3-posts'), env: { ...env, CHECKPOINT_DISABLE: '1' } };
  return run('t3-prisma-migrate', process.execPath, [cli, ...args], options);
}

/** The page of a new visitor, and what its browser asks of the API. */
async function visit(session?: string): Promise<{ page: Page; calls: string[] }> {
  const context = await (browser ?? assert.fail('no browser')).newContext();
  context.setDefaultTimeout(PATIENCE_MS);
  if (session !== undefined) await context.addCookies([{ name: 'session', value: session, url: pageUrl }]);
  const page = await context.newPage();
  const calls: string[] = [];
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (apiUrl.startsWith(origin) && request.method() !== 'OPTIONS') calls.push(`${request.method()} ${pathname}`);
  });
  await page.goto(pageUrl, { waitUntil: 'networkidle' });
  return { page, calls };
}

test('the migrations are what the schema says, for Prisma and for the blog', async () => {
  await run('t3-migrate', BLOG, ['migrate'], { env });
  await prisma('migrate', 'status');
  await prisma('migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema.prisma', '--exit-code');
});

test('only the import, the URL and server.ts differ from the scaffold', () => {
  const changed = [...stock].filter(([name, text]) => moved.get(name) !== text).map(([name]) => name);
  assert.deepEqual(changed.sort(), ['src/trpc/react.tsx', 'src/trpc/server.ts']);
  const added = [...moved.keys()].filter((name) => !stock.has(name));
  assert.deepEqual(
    added.filter((name) => !name.startsWith('src/bindings/')),
    [],
  );
  assert.ok(added.includes('src/bindings/server.ts'), added.join(', '));
});

test('a server component greets, each visitor by the cookies of its own request', async () => {
  const greetings = ['ada', undefined, 'grace'].map(async (session) => {
    const headers = session === undefined ? undefined : { cookie: `session=${session}` };
    const response = await fetch(pageUrl, headers && { headers });
    return /Hello from tRPC[^<]*/.exec(await response.text())?.[0];
  });
  assert.deepEqual(await Promise.all(greetings), ['Hello from tRPC, Ada', 'Hello from tRPC', 'Hello from tRPC, Grace']);
  const { page } = await visit('ada');
  await page.getByText('Hello from tRPC, Ada').waitFor();
});

test('a post that the form creates shows at once, and after a reload without a call of the browser', async () => {
  const { page, calls } = await visit();
  await page.getByText('You have no posts yet.').waitFor();
  assert.deepEqual(calls, [], 'what the server component has prefetched is not asked for again');

  await page.getByPlaceholder('Title').fill('A post from a stock page');
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('Your most recent post: A post from a stock page').waitFor();
  assert.equal(await page.getByPlaceholder('Title').inputValue(), '');
  assert.deepEqual(calls, ['POST /trpc/post.create', 'GET /trpc/post.getLatest']);

  await page.reload({ waitUntil: 'networkidle' });
  await page.getByText('Your most recent post: A post from a stock page').waitFor();
  assert.equal(calls.length, 2, 'the reloaded page has the post from the server');
});

test('a post without a name is refused with what is wrong with the field', async () => {
  const { page } = await visit();
  const shown = page.waitForEvent(
    'console',
    (message) => message.type() === 'error' && message.text().includes('name'),
  );
  const answered = new Promise<string>((resolve) => {
    void page.route(`${apiUrl}/post.create**`, async (route) => {
      const response = await route.fetch();
      resolve(await response.text());
      await route.fulfill({ response });
    });
  });
  await page.getByRole('button', { name: 'Submit' }).click();
  assert.match(await answered, /"zodError":\{"formErrors":\[\],"fieldErrors":\{"name":\["[^"]+"\]\}\}/);
  // What the stock page does with an error is its logger link's: it says so in the console.
  assert.match((await shown).text(), /post\.create/);
});
