/**
 * The zod schemas and the server accept and refuse the same inputs, and name the same fields in what they refuse: of a
 * corpus that is the same in every run, and of one that is drawn anew. CORPUS_SEED draws another one, and nothing else;
 * CORPUS_SIZE says how large it is.
 */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import test from 'node:test';
import { inspect } from 'node:util';
import { fileURLToPath } from 'node:url';
import superjson from 'superjson';
import * as z from 'zod/mini';
import * as ofTheApi from '@tickwire/bindings/zod';
import * as ofTheSample from '../../crates/rspc-bindings/tests/snapshots/zod';
import { Corpus } from './corpus';

const GIVEN = process.env['CORPUS_SEED'];
const SEEDS = GIVEN === undefined ? [20261121, Math.floor(Math.random() * 2 ** 32)] : [Number(GIVEN)];
const SIZE = Number(process.env['CORPUS_SIZE'] ?? 2_500);

/** Takes any JSON, and more: see docs/using-the-crates.md. */
const LOOSE = 'flat.draw';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Asks the server's own code, without a server. */
function startServerSide(crate: string, example: string) {
  const program = spawn('cargo', ['run', '--quiet', '--package', crate, '--example', example], {
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

/** What zod makes of an input. */
function flattened(schema: z.ZodMiniType, input: unknown): unknown {
  const { error } = schema.safeParse(input);
  return error ? z.flattenError(error) : true;
}

/** What is wrong, but for the sentences. */
function withoutSentences(answer: unknown): unknown {
  if (answer === true) return true;
  const { formErrors, fieldErrors } = answer as { formErrors: string[]; fieldErrors: Record<string, string[]> };
  return { form: formErrors.length > 0, fields: Object.keys(fieldErrors).sort() };
}

/** Their inputs hold JSON of any shape: there the server takes dates for the texts that they are written as, zod does not. */
const FREE_JSON = ['bots.command', 'bots.saveVersion'];

const ROUTERS: [title: string, crate: string, example: string, schemas: object][] = [
  ['the API', 'tickwire-api', 'api_accepts', ofTheApi],
  ['a router of every shape', 'tickwire-rspc-bindings', 'accepts', ofTheSample],
];

for (const [title, crate, example, schemas] of ROUTERS) {
  test(`zod and the server agree on every input of ${title}`, async (t) => {
    const server = startServerSide(crate, example);
    const named = (await server.nextLine()) as string[];
    const procedures = named.filter((name) => name !== LOOSE && !FREE_JSON.includes(name));
    assert.ok(procedures.length > 0);
    for (const [procedure, seed] of procedures.flatMap((name) => SEEDS.map((seed) => [name, seed] as const))) {
      await t.test(`${procedure} with CORPUS_SEED=${seed}`, async (t) => {
        const schema = schemaOf(schemas, procedure);
        const corpus = new Corpus(seed);
        const inputs = Array.from({ length: SIZE }, () => corpus.inputOf(schema));
        const byServer = await server.accepts(procedure, inputs);
        const byZod = inputs.map((input) => flattened(schema, input));
        const accepted = byZod.filter((answer) => answer === true).length;
        t.diagnostic(`${accepted} of ${SIZE} accepted`);
        for (const [index, input] of inputs.entries()) {
          // Half of a character is no text: with one, annotations and an enum with a tag inside are not read to their end.
          const isText = !/\\ud[89a-f]/.test(superjson.stringify(input));
          if (!isText && (byServer[index] === null || schema._zod.def.type === 'union')) {
            assert.ok(byServer[index] !== true && byZod[index] !== true);
            continue;
          }
          assert.deepEqual(
            withoutSentences(byServer[index]),
            withoutSentences(byZod[index]),
            `${superjson.stringify(input)} by the server and by zod, ${inspect(byServer[index])} and ${inspect(byZod[index])}`,
          );
        }
        assert.ok(accepted > SIZE / 50 && accepted < SIZE, 'the corpus holds good and bad');
      });
    }
    server.end();
  });
}
