import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bot, BotDetail, BotId, Page } from '@tickwire/bindings';
import { rowsOf, type Pages } from '@/trpc/pages';
import { applyBots, applyToDetail } from './live';

const AT = new Date('2026-11-20T12:00:00Z');

function bot(name: string, seq: number, change: Partial<Bot> = {}): Bot {
  return {
    id: `id-${name}` as BotId,
    name,
    status: 'STOPPED',
    desiredStatus: 'STOPPED',
    lastHeartbeatAt: null,
    strategy: null,
    version: 0,
    quietAfter: null,
    onQuiet: 'TELL',
    quietSince: null,
    createdAt: AT,
    seq,
    ...change,
  };
}

function list(...pages: [items: Bot[], nextCursor: string | null][]): Pages<Bot> {
  const read = pages.map(([items, nextCursor]): Page<Bot> => ({ items, nextCursor, asOf: '1.0' }));
  return { pages: read, pageParams: read.map(() => null) };
}

const names = (pages: Pages<Bot>) => pages.pages.map((page) => page.items.map((item) => item.name));

test('a_newer_event_replaces_the_bot_where_it_stands', () => {
  const before = list([[bot('a', 3), bot('b', 4)], null]);
  const after = applyBots(before, [bot('b', 7, { desiredStatus: 'RUNNING' })]);
  assert.deepEqual(names(after), [['a', 'b']]);
  assert.equal(rowsOf(after)[1]?.desiredStatus, 'RUNNING');
  assert.equal(rowsOf(after)[0], rowsOf(before)[0]);
});

test('an_event_that_is_known_changes_nothing', () => {
  const before = list([[bot('a', 3)], null]);
  assert.equal(applyBots(before, [bot('a', 3, { status: 'RUNNING' }), bot('a', 2)]), before);
});

test('a_bot_that_is_new_enters_where_its_name_belongs', () => {
  const before = list([[bot('a', 1), bot('d', 1)], 'more'], [[bot('g', 1)], null]);
  assert.deepEqual(names(applyBots(before, [bot('b', 5), bot('z', 6), bot('e', 7)])), [
    ['a', 'b', 'd'],
    ['e', 'g', 'z'],
  ]);
});

test('a_bot_that_comes_after_all_that_was_read_waits_for_its_page', () => {
  const before = list([[bot('a', 1)], 'more']);
  assert.equal(applyBots(before, [bot('b', 5)]), before);
});

test('the_one_bot_takes_its_own_events_alone_and_the_newest_of_them', () => {
  const detail: BotDetail = { bot: bot('a', 3), version: null, runs: [], asOf: '1.3' };
  assert.equal(applyToDetail(detail, [bot('b', 9), bot('a', 2)]), detail);
  const after = applyToDetail(detail, [bot('a', 5, { status: 'RUNNING' }), bot('a', 4)]);
  assert.equal(after.bot.seq, 5);
  assert.equal(after.bot.status, 'RUNNING');
});
