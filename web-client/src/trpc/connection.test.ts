import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConnectionMonitor, type Connection } from './connection';

/** A monitor on a clock that moves by hand, and everything that it showed. */
function monitored() {
  let now = 0;
  let timers: { at: number; act: () => void }[] = [];
  const monitor = new ConnectionMonitor((act, ms) => {
    const timer = { at: now + ms, act };
    timers.push(timer);
    return () => (timers = timers.filter((other) => other !== timer));
  });
  const pass = (ms: number) => {
    now += ms;
    const due = timers.filter((timer) => timer.at <= now);
    timers = timers.filter((timer) => timer.at > now);
    due.forEach((timer) => timer.act());
  };
  const shown: Connection[] = [];
  monitor.subscribe(() => shown.push(monitor.get()));
  return { monitor, shown, pass };
}

test('a_short_gap_is_not_shown', () => {
  const { monitor, shown, pass } = monitored();
  monitor.up();
  monitor.down();
  pass(1_900);
  monitor.up();
  pass(60_000);
  assert.deepEqual(shown, ['live']);
});

test('a_long_gap_goes_from_reconnecting_to_offline_and_resumes', () => {
  const { monitor, shown, pass } = monitored();
  monitor.up();
  for (let second = 0; second < 20; second += 1) {
    monitor.down();
    pass(1_000);
  }
  monitor.up();
  pass(4_000);
  assert.deepEqual(shown, ['live', 'reconnecting', 'offline', 'resumed', 'live']);
});

test('a_second_gap_is_shown_like_the_first', () => {
  const { monitor, shown, pass } = monitored();
  monitor.up();
  for (let gap = 0; gap < 2; gap += 1) {
    monitor.down();
    pass(3_000);
    monitor.up();
    pass(5_000);
  }
  assert.deepEqual(shown, [...['live', 'reconnecting', 'resumed', 'live'], ...['reconnecting', 'resumed', 'live']]);
});

test('without_a_network_it_is_offline_at_once', () => {
  const { monitor, shown, pass } = monitored();
  monitor.up();
  monitor.unplugged();
  monitor.down();
  pass(60_000);
  assert.deepEqual(shown, ['live', 'offline']);
});
