/** Messages of a socket as a client would write them, and mangled. */
import superjson from 'superjson';
import type { Random } from './random';

/** What is sent over one socket, in order: text, or bytes. */
export type Frames = (string | Buffer)[];

const CALLS: [method: string, path: string, input?: unknown][] = [
  ['query', 'values.text'],
  ['query', 'values.dates'],
  ['query', 'values.nothing'],
  ['query', 'values.optional', { text: 'a' }],
  ['query', 'values.checked', { text: 'a', number: 1, kind: 'BUY' }],
  ['query', 'errors.typed', { opensAt: 1 }],
  ['query', 'errors.withCode', { code: 'BAD_GATEWAY' }],
  ['query', 'errors.panics'],
  ['query', 'nope'],
  ['query', 'streams.count', { to: 1 }],
  ['query', 'context.name'],
  ['mutation', 'values.mutateNothing'],
  ['mutation', 'values.mutateOptional', {}],
  ['mutation', 'values.text'],
  ['subscription', 'streams.count', { to: 3 }],
  ['subscription', 'streams.tracked', { to: 3 }],
  ['subscription', 'streams.resumed', {}],
  ['subscription', 'streams.resumed'],
  ['subscription', 'streams.mixed', { to: 4 }],
  ['subscription', 'streams.fails', { to: 1 }],
  ['subscription', 'streams.refused'],
  ['subscription', 'streams.badId'],
  ['subscription', 'streams.empty'],
  ['subscription', 'values.text'],
];

const IDS = [null, 'a', '', 'ü"\\', 0, -1, 1.5, 1e3, true, {}, [], undefined];
const METHODS = ['subscription.stop', 'connectionParams', 'QUERY', '', null, 7, undefined];
const PARAMS = [null, [], 'x', undefined, {}, { path: null }, { path: 7 }, { path: ['values.text'] }];
const POSITIONS = ['2', '', 'x', 7, null, {}];
const BROKEN = [
  '',
  '{',
  '[',
  '[]',
  'null',
  '1',
  '"x"',
  '[[]]',
  '[{}]',
  '{}',
  '{"id":1}',
  'PING ',
  'ping',
  '{"id":1,}',
  '\u{feff}{}',
];
const MISFITS = [{ text: 1 }, { unknown: true }, [], 'text', 7, { to: -1 }];

/** A few messages, numbered so that every answer can be told. */
export function randomFrames(random: Random, transform: boolean): Frames {
  let id = 0;
  return Array.from({ length: 1 + random.below(4) }, () => {
    const wild = random.chance(0.6);
    if (wild && random.chance(0.15)) return random.pick(BROKEN);
    if (random.chance(0.05)) return 'PING';
    if (random.chance(0.03)) return 'PONG';
    const one = () => request(random, (id += 1), transform, wild);
    const size = random.chance(0.02) ? 11 : 1 + random.below(3);
    const message = JSON.stringify(random.chance(0.3) ? Array.from({ length: size }, one) : one());
    if (wild && random.chance(0.05)) return Buffer.from(message);
    return wild && random.chance(0.05) ? message.slice(0, random.below(message.length)) : message;
  });
}

function request(random: Random, id: number, transform: boolean, wild: boolean): unknown {
  const [method, path, fitting] = random.pick(CALLS);
  const input = wild && random.chance(0.15) ? random.pick(MISFITS) : fitting;
  const params: Record<string, unknown> = { path };
  if (input !== undefined || transform) params['input'] = transform ? superjson.serialize(input) : input;
  if (method === 'subscription' && random.chance(0.2)) params['lastEventId'] = '2';
  if (wild && random.chance(0.1)) params['lastEventId'] = random.pick(POSITIONS);
  const message: Record<string, unknown> = { id, method, params };
  if (random.chance(0.2)) message['jsonrpc'] = '2.0';
  if (!wild) return message;
  if (random.chance(0.1)) message['id'] = random.pick(IDS);
  if (random.chance(0.05)) message['method'] = random.pick(METHODS);
  if (random.chance(0.05)) message['params'] = random.pick(PARAMS);
  if (random.chance(0.05)) message['jsonrpc'] = random.pick(['1.0', null, 2, '']);
  if (random.chance(0.05)) message['more'] = 'ignored';
  return message;
}
