/** Raw requests, valid and mangled, to our server and to `@trpc/server`: status, type, headers and body agree. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Met, stray } from './compare';
import { OF_ANSWERS, OF_CALLS } from './differences';
import { inTurns } from './in-turns';
import { CASES, Random, SEED, USUAL } from './random';
import { ask } from './raw';
import { startReference } from './reference';
import { randomRequest } from './requests';
import { startSubject } from './subject';

type Server = Awaited<ReturnType<typeof startReference>>;

let reference: Server;
let subject: Server;
before(async () => {
  [reference, subject] = await Promise.all([startReference(), startSubject()]);
});
after(async () => {
  await Promise.all([reference.stop(), subject.stop()]);
});

const met = new Met([...OF_CALLS, ...OF_ANSWERS]);

describe(`requests by chance, seed ${SEED}`, () => {
  for (const [base, transform] of [
    ['/superjson', true],
    ['/plain', false],
    ['/override', false],
  ] as const) {
    test(`${CASES} at ${base}`, async () => {
      const random = new Random(SEED);
      const requests = Array.from({ length: CASES }, () => randomRequest(random, base, transform));
      const strays: string[] = [];
      await inTurns(8, requests, async (request) => {
        const [ours, theirs] = await Promise.all([ask(subject.url, request), ask(reference.url, request)]);
        const difference = stray(request, ours, theirs, met);
        if (difference) strays.push(difference);
      });
      const shown = Number(process.env['ORACLE_SHOW'] ?? 3);
      assert.equal(strays.length, 0, `${strays.length} of ${CASES} differ:\n${strays.slice(0, shown).join('\n')}`);
    });
  }

  test('every difference that is listed was met', (context) => {
    for (const [name, count] of Object.entries(met.counts)) context.diagnostic(`${count} × ${name}`);
    if (USUAL) assert.deepEqual(met.unmet, []);
  });
});
