/** The script: what is done through a client, and what is seen. Both servers have to be seen the same. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, Kind, LinkName, Options, Outcome, Said } from './connection';
import { ownLeftOut } from './compare';
import { refusal } from './differences';

/** Opens another connection over the same link to the same server. */
export type Open = (options: Options) => Connection;

/** One thing to observe. */
export type Observation = {
  name: string;
  links: LinkName[];
  /** Values that plain JSON does not carry. */
  superjson?: true;
  see: (connection: Connection, open: Open, unique: string) => Promise<unknown>;
};

const CALLS: LinkName[] = ['httpLink', 'httpBatchLink', 'httpBatchStreamLink', 'wsLink'];
const STREAMS: LinkName[] = ['httpSubscriptionLink', 'wsLink'];
const BATCHES: LinkName[] = ['httpBatchLink', 'httpBatchStreamLink'];
const HTTP: LinkName[] = ['httpLink', ...BATCHES];

const CODES = [
  ...['PARSE_ERROR', 'BAD_REQUEST', 'UNAUTHORIZED', 'PAYMENT_REQUIRED', 'FORBIDDEN', 'NOT_FOUND'],
  ...['METHOD_NOT_SUPPORTED', 'TIMEOUT', 'CONFLICT', 'PRECONDITION_FAILED', 'PAYLOAD_TOO_LARGE'],
  ...['UNSUPPORTED_MEDIA_TYPE', 'UNPROCESSABLE_CONTENT', 'PRECONDITION_REQUIRED', 'TOO_MANY_REQUESTS'],
  ...['CLIENT_CLOSED_REQUEST', 'INTERNAL_SERVER_ERROR', 'NOT_IMPLEMENTED', 'BAD_GATEWAY', 'SERVICE_UNAVAILABLE'],
  'GATEWAY_TIMEOUT',
];

const CHECKED = { text: 'fine', number: 7, kind: 'BUY' };

/** One call after another; what came of each, and the answers that carried it. */
function calls(name: string, list: [Kind, string, unknown?][], extra: { superjson?: true } = {}): Observation {
  return {
    name,
    links: CALLS,
    ...extra,
    see: async (connection) => {
      const outcomes: Outcome[] = [];
      for (const [kind, path, input] of list) outcomes.push(await connection.call(kind, path, input));
      return { outcomes: outcomes.map(withoutSentence), answers: connection.answers };
    },
  };
}

/** A subscription that ends by itself. */
function stream(name: string, path: string, input?: unknown): Observation {
  return {
    name,
    links: STREAMS,
    see: async (connection) => {
      const said: Said[] = [];
      await new Promise<void>((resolve) => {
        const over = (one: Said) => 'complete' in one || 'error' in one || 'stopped' in one;
        connection.subscribe(path, input, (one) => {
          said.push(one);
          // What follows the end belongs to it.
          if (over(one)) setTimeout(resolve, 30);
        });
      });
      return said.map(withoutSentence);
    },
  };
}

export const SCRIPT: Observation[] = [
  calls('values out', [
    ['query', 'values.text'],
    ['query', 'values.dates'],
    ['query', 'values.nothing'],
    ['query', 'values.null'],
    ['query', 'deep.er.ping'],
    ['mutation', 'values.mutateNothing'],
  ]),
  calls('what JSON cannot say, out', [['query', 'values.everything']], { superjson: true }),
  calls(
    'what JSON cannot say, in and out',
    [
      ['query', 'values.take', taken('x')],
      ['query', 'values.take', taken()],
    ],
    {
      superjson: true,
    },
  ),
  calls('what may be left out', [
    ['query', 'values.optional'],
    ['query', 'values.optional', {}],
    ['query', 'values.optional', { text: 'a', number: 1.5 }],
    ['query', 'values.optional', { text: null }],
    ['query', 'values.optional', { text: undefined }],
    ['query', 'values.optional', null],
    ['mutation', 'values.mutateOptional'],
    ['mutation', 'values.mutateOptional', { text: '' }],
  ]),
  calls('good and bad input', [
    ['query', 'values.checked', CHECKED],
    ['mutation', 'values.mutateChecked', CHECKED],
    ['query', 'values.checked'],
    ['query', 'values.checked', null],
    ['query', 'values.checked', 'text'],
    ['query', 'values.checked', [CHECKED]],
    ['query', 'values.checked', { ...CHECKED, text: '' }],
    ['query', 'values.checked', { ...CHECKED, number: 101 }],
    ['query', 'values.checked', { ...CHECKED, number: 1.5 }],
    ['query', 'values.checked', { ...CHECKED, kind: 'HOLD' }],
    ['query', 'values.checked', { ...CHECKED, unknown: 1 }],
    ['mutation', 'values.mutateChecked', { text: 'a' }],
    ['mutation', 'values.mutateChecked'],
  ]),
  calls(
    'every code',
    CODES.map((code): [Kind, string, unknown] => ['query', 'errors.withCode', { code }]),
  ),
  calls('typed errors, and a panic', [
    ['query', 'errors.typed', { opensAt: 9 }],
    ['mutation', 'errors.mutateTyped', { opensAt: 9 }],
    ['query', 'errors.panics'],
    ['query', 'values.text'],
  ]),
  calls('names that lead nowhere', [
    ...[
      'nope',
      'values',
      'values.nope',
      'values.text.more',
      'constructor',
      '__proto__',
      'values.constructor',
      '',
      '.',
      'ä b',
    ].map((path): [Kind, string] => ['query', path]),
    ['mutation', 'nope'],
  ]),
  calls('the wrong kind', [
    ['query', 'values.mutateNothing'],
    ['mutation', 'values.text'],
    ['query', 'streams.refused'],
    ['mutation', 'streams.empty'],
  ]),
  {
    name: 'a mutation happens once',
    links: CALLS,
    see: async (connection, _, key) => {
      const put = await connection.call('mutation', 'store.put', { key, value: 'ä,%2C&=' });
      return [put, await connection.call('query', 'store.all', { key })];
    },
  },
  {
    name: 'side by side, some of which fail',
    links: CALLS,
    see: async (connection) => {
      const outcomes = await Promise.all([
        connection.call('query', 'values.text'),
        connection.call('query', 'errors.typed', { opensAt: 1 }),
        connection.call('query', 'values.nothing'),
        connection.call('query', 'nope'),
        connection.call('query', 'values.optional', { text: 'b' }),
        connection.call('query', 'values.checked', {}),
      ]);
      const answers = [...connection.answers].sort((a, b) => a.status - b.status);
      return { outcomes: outcomes.map(withoutSentence), answers };
    },
  },
  {
    name: 'queries and mutations side by side',
    links: CALLS,
    see: async (connection, _, key) => {
      const outcomes = await Promise.all([
        connection.call('mutation', 'store.put', { key, value: '1' }),
        connection.call('query', 'values.text'),
        connection.call('mutation', 'errors.mutateTyped', { opensAt: 1 }),
      ]);
      return outcomes;
    },
  },
  {
    name: 'the fast arrive as soon as the link lets them',
    links: CALLS,
    see: async (connection) => {
      const order: number[] = [];
      const wait = async (milliseconds: number) => {
        await connection.call('query', 'life.wait', { milliseconds });
        order.push(milliseconds);
      };
      await Promise.all([wait(240), wait(0), wait(120)]);
      return order;
    },
  },
  {
    name: 'a batch that is too large',
    links: BATCHES,
    see: (connection) => Promise.all(Array.from({ length: 11 }, () => connection.call('query', 'values.nothing'))),
  },
  {
    name: 'headers and cookies, there and back',
    links: HTTP,
    see: async (_, open) => {
      const connection = open({ headers: { 'x-asked': 'a question', cookie: 'a=1; b=2' } });
      const read = await connection.call('query', 'headers.read');
      const set = await connection.call('mutation', 'headers.set');
      return { read, set, answers: connection.answers };
    },
  },
  {
    name: 'no context over HTTP',
    links: HTTP,
    see: async (_, open) => {
      const connection = open({ headers: { 'x-context': 'fail' } });
      const outcomes = await Promise.all([
        connection.call('query', 'values.text'),
        connection.call('query', 'nope'),
        connection.call('query', 'values.mutateNothing'),
      ]);
      return { outcomes, answers: [...connection.answers].sort((a, b) => a.status - b.status) };
    },
  },
  {
    name: 'no context over a socket',
    links: ['wsLink'],
    see: async (_, open) => {
      const refused = open({ connectionParams: { context: 'fail' } });
      const outcome = await refused.call('query', 'values.text');
      await refused.close();
      return refusal(outcome);
    },
  },
  {
    name: 'uploads',
    links: ['httpLink'],
    see: async (connection) => {
      const form = new FormData();
      form.append('title', 'häuser');
      form.append('file', new File(['0123456789'], 'ten.txt', { type: 'text/plain' }));
      form.append('file', new File([new Uint8Array(100_000)], 'large "file".bin', { type: 'image/png' }));
      const outcomes = [
        await connection.call('mutation', 'uploads.form', form),
        await connection.call('mutation', 'uploads.bytes', new Uint8Array(100_000)),
        await connection.call('mutation', 'uploads.bytes', new Blob(['0123456789'])),
        await connection.call('mutation', 'uploads.form', new FormData()),
        await connection.call('mutation', 'uploads.bytes', new Uint8Array()),
        await connection.call('mutation', 'uploads.bytes', form),
        await connection.call('mutation', 'uploads.form', new Uint8Array(1)),
        await connection.call('mutation', 'uploads.bytes', { no: 'upload' }),
        await connection.call('mutation', 'values.mutateChecked', form),
        await connection.call('mutation', 'nope', form),
      ];
      return { outcomes: outcomes.map(withoutSentence), answers: connection.answers };
    },
  },
  {
    name: 'connection parameters',
    links: ['wsLink'],
    see: async (_, open) => {
      const named = open({ connectionParams: { name: 'Ada' } });
      const outcome = await named.call('query', 'context.name');
      await named.close();
      return outcome;
    },
  },
  {
    name: 'an aborted call',
    links: HTTP,
    see: async (connection, open, name) => {
      const controller = new AbortController();
      const held = connection.call('query', 'life.hold', { name }, controller.signal);
      const other = open({});
      const count = async () => JSON.stringify(await other.call('query', 'life.count', { name }));
      const began = await until(async () => (await count()).includes('1'));
      controller.abort();
      const outcome = await held;
      return { began, aborted: 'error' in outcome, stopped: await until(async () => (await count()).includes('0')) };
    },
  },
  stream('values', 'streams.count', { to: 3 }),
  stream('dates, tracked', 'streams.dates'),
  stream('tracked', 'streams.tracked', { to: 3 }),
  stream('tracked, resumed by the input', 'streams.tracked', { to: 4, lastEventId: '2' }),
  stream('a position in an input that may be left out', 'streams.resumed', { lastEventId: 'x' }),
  stream('no position, no input', 'streams.resumed'),
  stream('tracked and not', 'streams.mixed', { to: 5 }),
  stream('fails midway', 'streams.fails', { to: 2 }),
  stream('refused', 'streams.refused'),
  stream('ends before it begins', 'streams.empty'),
  stream('bad input', 'streams.count', { to: -1 }),
  stream('an unknown field', 'streams.count', { to: 1, unknown: true }),
  stream('a name that leads nowhere', 'streams.nope'),
  {
    name: 'a subscription that is left stops',
    links: STREAMS,
    see: async (connection, open, name) => {
      const said: Said[] = [];
      const subscription = connection.subscribe('life.follow', { name }, (one) => said.push(one));
      const caller = open({});
      const count = () => counted(caller, name);
      await until(() => said.length > 4);
      const alive = await count();
      subscription.unsubscribe();
      const stopped = await until(async () => (await count()) === 0);
      await caller.close();
      return { first: said.slice(0, 5), alive, stopped };
    },
  },
  {
    name: 'a socket that is closed stops what it started',
    links: ['wsLink'],
    see: async (_, open, name) => {
      const leaving = open({});
      const said: Said[] = [];
      leaving.subscribe('life.follow', { name }, (one) => said.push(one));
      await until(() => said.length > 2);
      await leaving.close();
      const caller = open({});
      const stopped = await until(async () => (await counted(caller, name)) === 0);
      await caller.close();
      return stopped;
    },
  },
];

/** What a call of `life.count` says, over whatever carries calls. */
async function counted(connection: Connection, name: string): Promise<unknown> {
  const outcome = await connection.call('query', 'life.count', { name });
  return 'value' in outcome ? outcome.value : outcome;
}

/** Whether it came true in good time. */
async function until(condition: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await condition()) return true;
    await sleep(10);
  }
  return false;
}

/**
 * Why an input does not fit is said in its validator's own words, not in the protocol's: of those errors the sentence
 * is left out, and our field-by-field account of it.
 */
function withoutSentence<T extends Outcome | Said>(seen: T): T {
  if (!('error' in seen)) return seen;
  const shape = seen.error.shape as { data?: { code?: string } } | undefined;
  if (shape?.data?.code !== 'BAD_REQUEST' || /^(Refused|Batch|Duplicate)/.test(seen.error.message)) return seen;
  return { ...seen, error: ownLeftOut({ ...seen.error, message: '…', shape: { ...shape, message: '…' } }) };
}

function taken(maybe?: string) {
  return {
    date: new Date(86_400_000),
    bigint: 9_007_199_254_740_993n,
    map: new Map([
      ['a', 1],
      ['b', 2],
    ]),
    set: new Set(['x', 'y']),
    nan: NaN,
    ...(maybe !== undefined && { maybe }),
  };
}
