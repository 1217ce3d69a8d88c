// Who may do what, as the web client asks it: the server's own table, and nothing that is kept beside it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantableScopes, mayCall, mayDo, procedureAccess } from '@tickwire/bindings/permissions';

test('a role may do what those below it may, and more', () => {
  assert.equal(mayDo('VIEWER', 'SIGNALS_READ'), true);
  assert.equal(mayDo('VIEWER', 'SIGNALS_SUBMIT'), false);
  assert.equal(mayDo('TRADER', 'BOTS_MANAGE'), true);
  assert.equal(mayDo('ADMIN', 'OWNERS_MANAGE'), false);
  assert.equal(mayDo('OWNER', 'OWNERS_MANAGE'), true);
});

test('a procedure may be called by who has its permission, and a person’s own by every person', () => {
  assert.deepEqual(
    (['OWNER', 'ADMIN', 'TRADER', 'VIEWER'] as const).map((role) => mayCall(role, 'keys.create')),
    [true, true, false, false],
  );
  assert.equal(mayCall('VIEWER', 'tenants.create'), true);
  assert.equal(mayCall('VIEWER', 'auth.login'), true);
  assert.equal(procedureAccess['signals.submit'], 'SIGNALS_SUBMIT');
});

test('no key may do what its maker may not', () => {
  assert.deepEqual(grantableScopes('OWNER'), ['READ', 'SIGNALS', 'TRADE']);
  assert.deepEqual(grantableScopes('VIEWER'), ['READ']);
});
