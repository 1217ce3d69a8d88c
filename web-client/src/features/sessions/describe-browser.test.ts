import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeBrowser } from './describe-browser';

test('a_browser_is_named_and_not_those_that_it_descends_from', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  assert.equal(describeBrowser(chrome), 'Chrome on Linux');
  assert.equal(describeBrowser(`${chrome} Edg/140.0.0.0`), 'Edge on Linux');
  const safari =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1';
  assert.equal(describeBrowser(safari), 'Safari on iPhone');
});

test('what_is_no_browser_is_called_what_it_calls_itself', () => {
  assert.equal(describeBrowser('curl/8.5.0'), 'curl/8.5.0');
  assert.equal(describeBrowser(null), 'Unknown browser');
});
