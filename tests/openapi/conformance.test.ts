/** The OpenAPI document against those who read it: a validator, a generator of Python clients, a conformance fuzzer. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { dataFolder, root } from '../../tools/project.mjs';
import { startStack, type Stack } from '../../tools/stack.mjs';
import { makeVirtualEnvironment, type VirtualEnvironment } from '../../tools/virtual-environment.mjs';
import { MOMENTUM_KEY } from '../wire/clients';

const FOLDER = path.join(root, 'tests/openapi');
const DOCUMENT = path.join(root, 'bindings/generated/openapi.json');
/** How long the fuzzer looks. */
const SECONDS = process.env['TICKWIRE_FUZZ_SECONDS'] ?? '30';

let stack: Stack;
let python: VirtualEnvironment;
let work: string;
before(async () => {
  python = await makeVirtualEnvironment('openapi', path.join(FOLDER, 'requirements.txt'));
  work = mkdtempSync(path.join(dataFolder, 'openapi-'));
  stack = await startStack();
});
after(async () => {
  await stack.stop();
  rmSync(work, { recursive: true, force: true });
});

test('the document that is served is the one that is committed, and valid', async () => {
  const served = await fetch(`${stack.apiUrl}/openapi.json`);
  assert.equal(served.headers.get('content-type'), 'application/json');
  const { default: committed } = (await import(DOCUMENT, { with: { type: 'json' } })) as { default: unknown };
  assert.deepEqual(await served.json(), committed);
  await python.run('openapi-spec-validator', ['--schema', '3.1.0', DOCUMENT]);
});

test('a generated Python client compiles, and trades', async () => {
  const client = path.join(work, 'tickwire_client');
  const options = ['--meta', 'none', '--fail-on-warning', '--output-path', client];
  await python.run('openapi-python-client', ['generate', '--path', DOCUMENT, ...options]);
  cpSync(path.join(FOLDER, 'trade.py'), path.join(work, 'trade.py'));
  const config = path.join(FOLDER, 'mypy.ini');
  await python.run('mypy', ['--config-file', config, 'trade.py', 'tickwire_client'], { cwd: work });
  await python.run('python', ['trade.py', stack.apiUrl], { cwd: work });
});

test('a conformance fuzzer finds nothing', async () => {
  const config = path.join(FOLDER, 'schemathesis.toml');
  // A subscription does not end by itself, and is the only thing that is called by GET.
  const options = ['--exclude-method', 'GET', '--max-time', SECONDS];
  await python.run('schemathesis', ['--config-file', config, 'run', `${stack.apiUrl}/openapi.json`, ...options], {
    cwd: work,
    env: { TICKWIRE_KEY: MOMENTUM_KEY, PYTHONPATH: FOLDER, PYTHONDONTWRITEBYTECODE: '1' },
  });
});
