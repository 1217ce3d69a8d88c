/** What bots say and are told, through any link. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { BotId, Procedures } from '@tickwire/bindings';
import { safe } from '@trpc/client';
import type { Client } from './clients';
import { Recorder } from './recorder';
import type { Callers } from './team-calls';

/** The bot that the key speaks for. */
async function momentum(person: Client): Promise<BotId> {
  const found = (await person.bots.list.query({})).items.find(({ name }) => name === 'momentum');
  assert.ok(found);
  return found.id;
}

export const BOT_CALLS = {
  'bots.watch': async ({ person }: Callers) => {
    const { id } = await person.bots.create.mutate({ name: `bot ${randomUUID()}` });
    const watched = await person.bots.watch.mutate({ id, quietAfter: 60, onQuiet: 'CLOSE' });
    assert.deepEqual([watched.quietAfter, watched.onQuiet], [60, 'CLOSE']);
    assert.equal((await person.bots.watch.mutate({ id, onQuiet: 'TELL' })).quietAfter, null);
  },

  'bots.log': async ({ bot, person }: Callers) => {
    const id = await momentum(person);
    const messages = [{ text: 'one' }, { level: 'ERROR' as const, text: 'two', at: new Date() }];
    assert.deepEqual(await bot.bots.log.mutate({ id, messages }), { stored: 2 });
  },

  'bots.messages': async ({ bot, person }: Callers) => {
    const [id, text] = [await momentum(person), randomUUID()];
    await bot.bots.log.mutate({ id, messages: [{ level: 'WARNING', text }] });
    const [newest] = (await person.bots.messages.query({ id, level: 'WARNING', limit: 1 })).items;
    assert.deepEqual([newest?.text, newest?.botId, newest?.at instanceof Date], [text, id, true]);
  },

  'bots.command': async ({ person }: Callers) => {
    const payload = { spread: 0.5, at: [1, null] };
    const input = { id: await momentum(person), kind: 'CUSTOM', payload, idempotencyKey: randomUUID() } as const;
    const sent = await person.bots.command.mutate(input);
    assert.deepEqual([sent.payload, sent.status], [payload, 'WAITING']);
    assert.deepEqual(await person.bots.command.mutate(input), sent);
  },

  'bots.commands': async ({ person }: Callers) => {
    const sent = await person.bots.command.mutate({ id: await momentum(person), kind: 'RELOAD' });
    const { items } = await person.bots.commands.query({ id: sent.botId, status: 'WAITING', limit: 1 });
    assert.deepEqual(items, [sent]);
  },

  'bots.acknowledge': async ({ bot, person }: Callers) => {
    const { id } = await person.bots.command.mutate({ id: await momentum(person), kind: 'FLATTEN' });
    const answered = await bot.bots.acknowledge.mutate({ id, done: true, result: 'sold 3' });
    assert.deepEqual([answered.status, answered.result], ['DONE', 'sold 3']);
    const [, refusal] = await safe(bot.bots.acknowledge.mutate({ id, done: false }));
    assert.equal(refusal?.data?.error?.type, 'Answered');
  },
};

export const BOT_SUBSCRIPTIONS = {
  'bots.onMessage': async ({ bot, person }: Callers) => {
    const heard = new Recorder<Procedures['bots.onMessage']['output']['data']>();
    const subscription = person.bots.onMessage.subscribe({}, heard);
    await heard.started();
    const text = randomUUID();
    await bot.bots.log.mutate({ id: await momentum(person), messages: [{ text }] });
    await heard.count(1);
    subscription.unsubscribe();
    assert.deepEqual(
      heard.data.map((message) => message.text),
      [text],
    );
  },

  'bots.onCommand': async ({ bot, person }: Callers) => {
    const id = await momentum(person);
    const heard = new Recorder<Procedures['bots.onCommand']['output']['data']>();
    const sent = await person.bots.command.mutate({ id, kind: 'PAUSE' });
    const subscription = bot.bots.onCommand.subscribe({ id }, { onData: heard.onData });
    await heard.until(() => heard.data.some((command) => command.id === sent.id), 'the command that waits');
    const next = await person.bots.command.mutate({ id, kind: 'RELOAD' });
    await heard.until(() => heard.data.some((command) => command.id === next.id), 'the next command');
    subscription.unsubscribe();
    for (const command of [sent, next]) await bot.bots.acknowledge.mutate({ id: command.id, done: true });
  },

  'bots.onCommandChange': async ({ bot, person }: Callers) => {
    const heard = new Recorder<Procedures['bots.onCommandChange']['output']['data']>();
    const subscription = person.bots.onCommandChange.subscribe({}, heard);
    await heard.started();
    const sent = await person.bots.command.mutate({ id: await momentum(person), kind: 'PAUSE' });
    const answered = await bot.bots.acknowledge.mutate({ id: sent.id, done: true });
    await heard.count(2);
    subscription.unsubscribe();
    assert.deepEqual(heard.data, [sent, answered]);
  },
};
