/** Raw messages, valid and mangled, to a socket of ours and to one of `@trpc/server`: the same is said about each. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import superjson from 'superjson';
import { WebSocket } from 'ws';
import { equal, Met, ownLeftOut, shapeOf } from './compare';
import { OF_MESSAGES } from './differences';
import { randomFrames, type Frames } from './frames';
import { inTurns } from './in-turns';
import { CASES, Random, SEED, USUAL } from './random';
import { startReference } from './reference';
import { startSubject } from './subject';

type Server = Awaited<ReturnType<typeof startReference>>;
/** What a socket said: messages by their id, each id's in order, and how it was closed, where it was. */
type Said = { byId: Record<string, unknown[]>; closed: number | null };

let reference: Server;
let subject: Server;
before(async () => {
  [reference, subject] = await Promise.all([startReference(), startSubject()]);
});
after(async () => {
  await Promise.all([reference.stop(), subject.stop()]);
});

/** Sent last: what was asked before has been answered, or will be at once. */
const last = (transform: boolean) => {
  const params = { path: 'values.nothing', ...(transform && { input: superjson.serialize(undefined) }) };
  return JSON.stringify({ id: 'last', method: 'query', params });
};
const QUIET_MS = 80;

const met = new Met(OF_MESSAGES);

describe(`messages by chance, seed ${SEED}`, () => {
  const cases = Math.ceil(CASES / 3);
  for (const [base, transform] of [
    ['/superjson', true],
    ['/plain', false],
  ] as const) {
    test(`${cases} sockets at ${base}`, async () => {
      const random = new Random(SEED);
      const scripts = Array.from({ length: cases }, () => randomFrames(random, transform));
      const strays: string[] = [];
      await inTurns(8, scripts, async (frames) => {
        const said = await Promise.all(
          [subject, reference].map(({ url }) => converse(`${url}${base}`, [...frames, last(transform)])),
        );
        strays.push(...differences(frames, said[0], said[1]));
      });
      const shown = Number(process.env['ORACLE_SHOW'] ?? 3);
      assert.equal(strays.length, 0, `${strays.length} differ:\n${strays.slice(0, shown).join('\n')}`);
    });
  }

  test('every difference that is listed was met', (context) => {
    for (const [name, count] of Object.entries(met.counts)) context.diagnostic(`${count} × ${name}`);
    if (USUAL) assert.deepEqual(met.unmet, []);
  });
});

describe('the first message of a socket that announces parameters', () => {
  const first = [
    ...['{"method":"connectionParams","data":{"name":"Ada"}}', '{"method":"connectionParams","data":null}'],
    ...['{"data":{"name":"Ada"}}', '{"method":"connectionParams"}', '{"method":"connectionParams","data":{"name":7}}'],
    ...[
      '{"method":"connectionParams","data":[]}',
      '{}',
      '[]',
      '7',
      '{',
      '{"method":"connectionParams","data":{"context":"fail"}}',
    ],
  ];
  for (const message of first) {
    test(message, async () => {
      const name = JSON.stringify({ id: 1, method: 'query', params: { path: 'context.name' } });
      const said = await Promise.all(
        [subject, reference].map(({ url }) =>
          converse(`${url}/plain?connectionParams=1`, ['PING', message, name, last(false)], 300),
        ),
      );
      assert.deepEqual(said[0], said[1]);
    });
  }
});

/** Says it all at once, and listens until there is nothing more to hear. */
async function converse(url: string, frames: Frames, quietMs = QUIET_MS): Promise<Said> {
  const said: Said = { byId: {}, closed: null };
  const socket = new WebSocket(url.replace(/^http/, 'ws'));
  let heard = Date.now();
  socket.on('message', (data: Buffer) => {
    heard = Date.now();
    const text = data.toString();
    const message: unknown = text.startsWith('{') ? JSON.parse(text) : text;
    const id = typeof message === 'object' && message !== null && 'id' in message ? JSON.stringify(message.id) : text;
    (said.byId[id] ??= []).push(ownLeftOut(message));
  });
  socket.on('close', (code) => (said.closed = code));
  await new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  for (const frame of frames) socket.send(frame, { binary: typeof frame !== 'string' });
  const deadline = Date.now() + 5000;
  const over = () => said.closed !== null || (said.byId['"last"'] && Date.now() - heard > quietMs);
  while (!over() && Date.now() < deadline) await sleep(5);
  const seen = structuredClone(said);
  socket.terminate();
  return seen;
}

function differences(frames: Frames, ours: Said | undefined, theirs: Said | undefined): string[] {
  if (!ours || !theirs) return ['A server said nothing.'];
  const sent = frames.map((frame) => (typeof frame === 'string' ? frame : `binary ${frame.toString()}`)).join('\n');
  const ids = new Set([...Object.keys(ours.byId), ...Object.keys(theirs.byId)]);
  const strays = [...ids].flatMap((id) => {
    const [mine, other] = [ours.byId[id] ?? [], theirs.byId[id] ?? []];
    for (const [index, message] of mine.entries()) {
      if (equal(message, other[index])) continue;
      const pair = { ours: shapeOf(message), theirs: shapeOf(other[index]), sent };
      const difference = OF_MESSAGES.find(({ explains }) => explains(pair));
      if (!difference) continue;
      met.note(difference.name);
      // What is said after it belongs to it.
      for (const side of [mine, other]) side.splice(index, side.length, { different: difference.name });
      break;
    }
    return equal(mine, other)
      ? []
      : [`${sent}\n  ours:   ${JSON.stringify(mine)}\n  theirs: ${JSON.stringify(other)}\n`];
  });
  return ours.closed === theirs.closed
    ? strays
    : [...strays, `${sent}\n  closed with ${ours.closed}, not ${theirs.closed}\n`];
}
