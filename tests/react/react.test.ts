/** React over tRPC, in Chromium: with our server the page sees, and asks for, what it does with `@trpc/server`. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import superjson from 'superjson';
import { findChromium } from '../../tools/chromium.mjs';
import { startTestPage } from '../../tools/test-page.mjs';
import { startReference } from '../oracle/reference';
import { startSubject } from '../oracle/subject';
import { Front, type Asked } from './front';
import type { Stage } from './page/src/seen';

declare global {
  interface Window {
    stage?: Stage;
  }
}

const LIBRARIES = ['tanstack', 'classic'];
const MOUNTS = ['superjson', 'plain'];
const TRANSPORTS = ['stream', 'batch', 'socket'];

/** What a client says over a socket. */
type Message = { id?: unknown; params?: { path?: string } };

type Side = { front: Front; context: BrowserContext };

const undo: (() => Promise<unknown>)[] = [];
let sides: Side[] = [];

before(async () => {
  const page = await kept(startTestPage());
  const browser = await chromium.launch(await findChromium());
  undo.push(() => browser.close());
  const open = async (start: (origin: string) => Promise<{ url: string; stop: () => Promise<void> }>) => {
    const front = await kept(Front.start(page.url));
    front.serverUrl = (await kept(start(front.url))).url;
    return { front, context: await browser.newContext({ baseURL: front.url }) };
  };
  sides = [await open(startSubject), await open(startReference)];
});
after(async () => {
  for (const stop of undo.reverse()) await stop();
});

/** Started now, and stopped in the end. */
async function kept<T extends { stop: () => Promise<unknown> }>(starting: Promise<T>): Promise<T> {
  const started = await starting;
  undo.push(() => started.stop());
  return started;
}

for (const library of LIBRARIES) {
  for (const mount of MOUNTS) {
    for (const transport of TRANSPORTS) {
      test(`${library}, ${mount}, ${transport}`, async (t) => {
        const opened = await Promise.all(sides.map((side) => OpenPage.open(side, `/${library}/${mount}/${transport}`)));
        const scenes = await Promise.all(opened.map((page) => page.scenes()));
        assert.deepEqual(scenes[0], scenes[1]);
        for (const scene of scenes[0] ?? []) {
          await t.test(scene, async () => {
            const [ours, theirs] = await Promise.all(opened.map((page) => page.run(scene)));
            assert.deepEqual(ours, theirs);
          });
        }
        await Promise.all(opened.map((page) => page.close()));
      });
    }
  }
}

/** The caller of the bindings speaks superjson, as they were generated for it. */
const PREFETCHING = ['tanstack/superjson/stream', 'tanstack/plain/batch', 'classic/superjson/stream'];

for (const path of PREFETCHING) {
  test(`${path}: prefetched in a server component`, async () => {
    const [ours, theirs] = await Promise.all(
      sides.map(async (side) => {
        const page = await OpenPage.open(side, `/${path}/prefetch`, { session: '1' });
        const seen = await page.run('begun');
        await page.close();
        return { ...seen, asked: inAnyOrder(seen.asked), html: page.html };
      }),
    );
    assert.deepEqual(ours, theirs);
    const byBrowser = ours?.asked.filter(({ by }) => by === 'browser').map(({ paths }) => paths);
    assert.ok(
      ours?.html.every((part) => part),
      'the server has rendered what it read, and what came while it streamed',
    );
    assert.deepEqual(byBrowser, [['errors.typed'], ['lists.page']], 'what was prefetched is not asked for again');
  });
}

/** The test page, and what it asks of a server. */
class OpenPage {
  /** What the server has rendered, of what depends on data. */
  html: (string | undefined)[] = [];
  readonly #page: Page;
  readonly #front: Front;
  readonly #sent: Message[][] = [];
  readonly #failures: string[] = [];

  private constructor(page: Page, front: Front) {
    this.#page = page;
    this.#front = front;
    front.asked.length = 0;
    page.on('pageerror', ({ message }) => this.#failures.push(message));
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) =>
        this.#sent.push([JSON.parse(payload.toString()) as Message | Message[]].flat()),
      );
    });
  }

  static async open({ front, context }: Side, path: string, cookies: Record<string, string> = {}): Promise<OpenPage> {
    await context.clearCookies();
    await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: front.url })));
    const opened = new OpenPage(await context.newPage(), front);
    const answer = await opened.#page.goto(path);
    const html = (await answer?.text()) ?? '';
    opened.html = [/<h1>.*?<\/h1>/s, /<output>.*?<\/output>/s].map((part) => part.exec(html)?.[0]);
    await opened.#page.waitForFunction(() => window.stage);
    return opened;
  }

  scenes(): Promise<string[] | undefined> {
    return this.#page.evaluate(() => window.stage?.scenes);
  }

  /** Plays a scene: what was seen, and what was asked of the server meanwhile. */
  async run(scene: string) {
    const seen = await this.#page.evaluate((name) => window.stage?.run(name), scene);
    const asked = this.#front.asked.splice(0).filter(isNoPoll).map(withoutCharset);
    const sent = this.#sent
      .splice(0)
      .map((frame) => frame.filter(isNoPoll).map(withoutId))
      .filter((frame) => frame.length > 0);

    assert.deepEqual(this.#failures, []);
    const values = Object.entries(seen ?? {}).map(([what, all]) => [
      what,
      all.map((one) => superjson.deserialize(one)),
    ]);
    assert.ok(values.length > 0 && asked.length + sent.length > 0, 'nothing was seen, or nothing was asked');
    return { seen: Object.fromEntries(values) as Record<string, unknown[]>, asked, sent };
  }

  close(): Promise<void> {
    return this.#page.close();
  }
}

/** A server component asks for several things at once. */
function inAnyOrder<T>(list: T[]): T[] {
  return list.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

/** How often a page looks whether something has ended says nothing. */
function isNoPoll({ paths, params }: Partial<Asked & Message>): boolean {
  return (paths?.join() ?? params?.path) !== 'life.count';
}

function withoutId(message: Message) {
  return { ...message, id: undefined };
}

function withoutCharset({ answer, ...asked }: Asked) {
  return { ...asked, answer: answer && { ...answer, type: answer.type?.split(';')[0] } };
}
