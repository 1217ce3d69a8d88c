import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meantAt } from './meant';

test('a_team_is_meant_by_its_own_pages_alone', () => {
  assert.deepEqual(meantAt('/t/demo/bots/new'), { 'x-tenant': 'demo' });
  assert.deepEqual(meantAt('/t/demo'), { 'x-tenant': 'demo' });
  assert.deepEqual(meantAt('/t/%64emo'), { 'x-tenant': 'demo' });
  assert.deepEqual(meantAt('/t/%zz'), { 'x-tenant': '%zz' });
  for (const path of ['/', '/t', '/t/', '/account/profile', '/switch/demo']) assert.deepEqual(meantAt(path), {}, path);
});
