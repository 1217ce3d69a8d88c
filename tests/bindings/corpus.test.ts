/** The zod schemas and the server accept and refuse the same inputs, of a corpus drawn anew in every run. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import superjson from 'superjson';
import type * as z from 'zod/mini';
import * as ofTheApi from '@tickwire/bindings/zod';
import * as ofTheSample from '../../crates/rspc-bindings/tests/snapshots/zod';
import { Corpus } from './corpus';

const SEED = Number(process.env['CORPUS_SEED'] ?? 20261121);
const SIZE = Number(process.env['CORPUS_SIZE'] ?? 5_000);

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Asks the server's own code, without a server. */
function startServerSide(crate: string) {
  const program = spawn('cargo', ['run', '--quiet', '--package', crate, '--example', 'accepts'], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => {
    const line = await lines.next();
    assert.ok(!line.done, 'the server side ended early');
    return JSON.parse(line.value) as unknown;
  };
  const accepts = async (procedure: string, inputs: unknown[]) => {
    for (const input of inputs) {
      program.stdin.write(`{"procedure":"${procedure}","input":${superjson.stringify(input)}}\n`);
    }
    const answers = [];
    for (let n = 0; n < inputs.length; n += 1) answers.push(await nextLine());
    return answers;
  };
  return { nextLine, accepts, end: () => program.stdin.end() };
}

/** `positions.getAll` takes what `positionsGetAllInput` accepts. */
function schemaOf(schemas: object, procedure: string): z.ZodMiniType {
  const name = procedure.replace(/\.(.)/g, (_, letter: string) => letter.toUpperCase()) + 'Input';
  const schema = (schemas as Record<string, z.ZodMiniType>)[name];
  assert.ok(schema, `${name} is exported`);
  return schema;
}

const ROUTERS: [title: string, crate: string, schemas: object][] = [
  ['the API', 'tickwire-api', ofTheApi],
  ['a router of every shape', 'tickwire-rspc-bindings', ofTheSample],
];

for (const [title, crate, schemas] of ROUTERS) {
  test(`zod and the server agree on every input of ${title}`, async (t) => {
    t.diagnostic(`CORPUS_SEED=${SEED}`);
    const server = startServerSide(crate);
    const procedures = (await server.nextLine()) as string[];
    assert.ok(procedures.length > 0);
    for (const procedure of procedures) {
      await t.test(procedure, async (t) => {
        const schema = schemaOf(schemas, procedure);
        const corpus = new Corpus(SEED);
        const inputs = Array.from({ length: SIZE }, () => corpus.inputOf(schema));
        const byServer = await server.accepts(procedure, inputs);
        const byZod = inputs.map((input) => schema.safeParse(input).success);
        const accepted = byZod.filter(Boolean).length;
        t.diagnostic(`${accepted} of ${SIZE} accepted`);
        const differing = inputs.findIndex((_, index) => byZod[index] !== byServer[index]);
        if (differing >= 0) {
          const input = inputs[differing];
          const who = byZod[differing] ? 'zod accepts, the server refuses' : 'the server accepts, zod refuses';
          const why = byZod[differing] ? '' : JSON.stringify(schema.safeParse(input).error?.issues);
          assert.fail(`${who}: ${superjson.stringify(input)} ${why}`);
        }
        assert.ok(accepted > SIZE / 50 && accepted < SIZE, 'the corpus holds good and bad');
      });
    }
    server.end();
  });
}
