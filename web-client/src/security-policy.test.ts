import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentSecurityPolicy } from './security-policy';

/** The sources of a directive. */
function sources(policy: string, directive: string): string[] {
  const found = policy.split('; ').find((part) => part.startsWith(`${directive} `));
  return found?.split(' ').slice(1) ?? [];
}

test('only_scripts_with_the_nonce_run', () => {
  const policy = contentSecurityPolicy('n-1', false);
  assert.deepEqual(sources(policy, 'script-src'), ["'nonce-n-1'", "'strict-dynamic'"]);
  assert.deepEqual(sources(policy, 'default-src'), ["'none'"]);
  assert.deepEqual(sources(policy, 'frame-ancestors'), ["'none'"]);
});

test('only_development_evaluates', () => {
  assert.equal(contentSecurityPolicy('n', false).includes('unsafe-eval'), false);
  assert.equal(contentSecurityPolicy('n', true).includes('unsafe-eval'), true);
});
