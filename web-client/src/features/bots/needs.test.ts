import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bot } from '@tickwire/bindings';
import { needs } from './needs';

const NOW = new Date('2026-11-20T12:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

function bot(change: Partial<Bot>): Bot {
  const known: Partial<Bot> = {
    status: 'RUNNING',
    desiredStatus: 'RUNNING',
    quietSince: null,
    lastHeartbeatAt: ago(60),
  };
  return { ...known, ...change } as Bot;
}

test('one_that_went_quiet_needs_a_person', () => {
  assert.equal(needs(bot({ quietSince: ago(1) }), NOW), true);
});

test('one_that_does_as_it_is_asked_does_not', () => {
  assert.equal(needs(bot({}), NOW), false);
});

test('one_that_does_not_as_it_is_asked_does_after_a_while', () => {
  assert.equal(needs(bot({ desiredStatus: 'STOPPED' }), NOW), true);
  assert.equal(needs(bot({ desiredStatus: 'STOPPED', lastHeartbeatAt: ago(5) }), NOW), false);
});

test('one_that_never_reports_does_as_it_is_asked', () => {
  assert.equal(needs(bot({ status: 'STOPPED', lastHeartbeatAt: null }), NOW), false);
});
