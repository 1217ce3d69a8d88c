/** The statistics of returns, held against the field's own library over random series. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { before, test } from 'node:test';
import { root } from '../../tools/project.mjs';
import { makeVirtualEnvironment, type VirtualEnvironment } from '../../tools/virtual-environment.mjs';

const FOLDER = path.join(root, 'tests/statistics');
const SERIES = process.env['TICKWIRE_STATISTICS_SERIES'] ?? '1000';
const SEED = process.env['TICKWIRE_STATISTICS_SEED'] ?? '20250101';

let python: VirtualEnvironment;
before(async () => {
  python = await makeVirtualEnvironment('statistics', path.join(FOLDER, 'requirements.txt'));
});

test('every ratio of every series is what empyrical says', async () => {
  const program = process.env['STATISTICS_BINARY'];
  assert.ok(program, 'STATISTICS_BINARY names the program that computes ours');
  await python.run('python', [path.join(FOLDER, 'compare.py'), program, SERIES, SEED]);
});
