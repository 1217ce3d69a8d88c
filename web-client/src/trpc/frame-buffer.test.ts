import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { frameBuffer } from './frame-buffer';

let nextFrame: (() => void) | undefined;

beforeEach(() => {
  globalThis.requestAnimationFrame = (callback) => {
    nextFrame = () => {
      callback(0);
    };
    return 1;
  };
  globalThis.cancelAnimationFrame = () => {
    nextFrame = undefined;
  };
});

/** Lets a frame pass; there may be nothing to do in it. */
function pass(): void {
  nextFrame?.();
}

afterEach(pass);

test('a_burst_is_applied_once_and_in_order', () => {
  const applied: number[][] = [];
  const buffer = frameBuffer<number>((events) => applied.push(events));
  [1, 2, 3].forEach((event) => {
    buffer.push(event);
  });
  assert.deepEqual(applied, []);
  pass();
  buffer.push(4);
  pass();
  assert.deepEqual(applied, [[1, 2, 3], [4]]);
});

test('all_buffers_share_the_frame', () => {
  const applied: string[] = [];
  const one = frameBuffer<string>((events) => applied.push(...events));
  const two = frameBuffer<string>((events) => applied.push(...events));
  one.push('one');
  two.push('two');
  pass();
  assert.deepEqual(applied, ['one', 'two']);
});

test('what_is_discarded_is_not_applied', () => {
  const applied: number[][] = [];
  const buffer = frameBuffer<number>((events) => applied.push(events));
  buffer.push(1);
  buffer.discard();
  pass();
  assert.deepEqual(applied, []);
});

test('without_frames_a_timer_applies', async () => {
  const applied: number[][] = [];
  await new Promise<void>((resolve) => {
    const buffer = frameBuffer<number>((events) => {
      applied.push(events);
      resolve();
    });
    buffer.push(1);
  });
  assert.deepEqual(applied, [[1]]);
});
