/** Gathers what the socket delivers and applies it once a frame, so that a burst of events costs one render. */
import { notifyManager } from '@tanstack/react-query';

const HIDDEN_MS = 1_000;

/** Takes events now and applies them with the next frame. */
export type FrameBuffer<T> = { push: (event: T) => void; discard: () => void };

const due = new Set<() => void>();
let cancelScheduled: (() => void) | undefined;

/** A buffer whose events reach `apply` in order, together, in the same batch as every other buffer's. */
export function frameBuffer<T>(apply: (events: T[]) => void): FrameBuffer<T> {
  let waiting: T[] = [];
  const flush = () => {
    const events = waiting;
    waiting = [];
    apply(events);
  };
  return {
    push(event) {
      waiting.push(event);
      due.add(flush);
      schedule();
    },
    discard() {
      waiting = [];
      due.delete(flush);
    },
  };
}

/** A hidden tab gets no frames: there a second's timer applies what has come. */
function schedule(): void {
  if (cancelScheduled) return;
  const frame = requestAnimationFrame(applyDue);
  const timer = setTimeout(applyDue, HIDDEN_MS);
  cancelScheduled = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

function applyDue(): void {
  cancelScheduled?.();
  cancelScheduled = undefined;
  const flushes = [...due];
  due.clear();
  notifyManager.batch(() => flushes.forEach((flush) => flush()));
}
