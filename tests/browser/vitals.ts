/** What a page costs whoever looks at it, as the browser itself counts: paint, shifts, answers to input, memory. */
import type { CDPSession, Page } from 'playwright-core';

/** How many times slower than this machine's the processor is. */
const SLOWER = 4;

type Noted = { paint: number; shifts: { value: number; at: number }[]; answers: number[] };

/** What the library's types do not know of an entry, whichever it is. */
type Entry = PerformanceEntry & { interactionId: number; hadRecentInput: boolean; value: number };

declare global {
  interface Window {
    noted: Noted;
  }
}

export type Vitals = {
  /** When the largest thing was painted, in milliseconds. */
  lcp: number;
  /** How far things moved by themselves: the worst five seconds. */
  cls: number;
  /** The longest that a key or a click had to wait for the next paint, in milliseconds. */
  inp: number;
};

/** A page on a slow processor. */
export class Slow {
  readonly page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.#session = session;
  }

  static async of(page: Page): Promise<Slow> {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.addInitScript(observe);
    return new Slow(page, session);
  }

  /** Since the page was loaded. */
  async vitals(): Promise<Vitals> {
    const { paint, shifts, answers } = await this.page.evaluate(() => window.noted);
    return { lcp: Math.round(paint), cls: worst(shifts), inp: Math.round(Math.max(0, ...answers)) };
  }

  /** Bytes that scripts hold, once what nobody holds any more is gone. */
  async heap(): Promise<number> {
    await this.#session.send('HeapProfiler.collectGarbage');
    return (await this.#session.send('Runtime.getHeapUsage')).usedSize;
  }
}

/** Runs in the page, before anything else. */
function observe(): void {
  window.noted = { paint: 0, shifts: [], answers: [] };
  // No function here has a name: the page does not know what the compiler names them by.
  for (const type of ['largest-contentful-paint', 'layout-shift', 'event']) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Entry[]) {
        if (type === 'largest-contentful-paint') window.noted.paint = entry.startTime;
        if (type === 'event' && entry.interactionId > 0) window.noted.answers.push(entry.duration);
        if (type !== 'layout-shift' || entry.hadRecentInput) continue;
        window.noted.shifts.push({ value: entry.value, at: entry.startTime });
      }
    }).observe({ type, buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  }
}

/** Shifts that are less than a second apart count together, for five seconds at most. */
function worst(shifts: Noted['shifts']): number {
  let [most, sum, from, last] = [0, 0, -Infinity, -Infinity];
  for (const { value, at } of shifts) {
    if (at - last > 1_000 || at - from > 5_000) [sum, from] = [0, at];
    [sum, last] = [sum + value, at];
    most = Math.max(most, sum);
  }
  return most;
}
