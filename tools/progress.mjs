// @ts-check
// What a person sees of work that takes a while: one line a step, with the seconds that it takes.

const began = Date.now();
const REDRAW_MS = 1000;

/** Seconds since the program began. */
export function elapsed() {
  return Math.round((Date.now() - began) / 1000);
}

/**
 * Prints a line of its own.
 * @param {string} line
 */
export function say(line) {
  clearLine();
  process.stderr.write(`${line}\n`);
}

/**
 * Does the work under a line that says what and for how long.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const start = Date.now();
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1).padStart(6)} s`;
  const draw = () => process.stderr.write(`\r\x1b[K  … ${seconds()}  ${title}`);
  // Where nothing can be redrawn, a log that says what it waits for.
  if (!process.stderr.isTTY) process.stderr.write(`  … ${title}\n`);
  const timer = process.stderr.isTTY ? setInterval(draw, REDRAW_MS) : undefined;
  if (timer) draw();
  try {
    const result = await work();
    say(`  ✓ ${seconds()}  ${title}`);
    return result;
  } catch (failure) {
    say(`  ✗ ${seconds()}  ${title}`);
    throw failure;
  } finally {
    clearInterval(timer);
  }
}

function clearLine() {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}
