import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TRPCClientError } from '@trpc/client';
import { describe, hasLeft, isServersFault, isSignedOut, isStreamReset } from './errors';

/** An error as the API answers it. */
function answered(data: Record<string, unknown>, headers: Record<string, string> = {}) {
  const shape = { message: 'as the server put it', code: -32_000, data };
  return TRPCClientError.from({ error: shape }, { meta: { response: new Response(null, { headers }) } });
}

test('a_typed_refusal_has_its_own_sentence', () => {
  const refused = answered({ code: 'FORBIDDEN', httpStatus: 403, requestId: 'r-1', error: { type: 'Forbidden' } });
  assert.match(describe(refused).sentence, /role does not allow/);
  assert.equal(describe(refused).requestId, 'r-1');
});

test('the_sentences_of_a_procedure_win', () => {
  const refused = answered({ code: 'UNAUTHORIZED', httpStatus: 401, error: { type: 'WrongCredentials' } });
  assert.equal(describe(refused, { WrongCredentials: 'Wrong.' }).sentence, 'Wrong.');
});

test('an_unknown_refusal_says_what_the_server_said', () => {
  const refused = answered({ code: 'CONFLICT', httpStatus: 409, error: { type: 'FromTheFuture' } });
  assert.equal(describe(refused).sentence, 'as the server put it');
});

test('no_answer_at_all_means_that_the_server_cannot_be_reached', () => {
  const lost = TRPCClientError.from(new TypeError('Failed to fetch'));
  assert.match(describe(lost).sentence, /cannot be reached/);
  assert.equal(isServersFault(lost), true);
});

test('retry_after_is_read_from_the_answer', () => {
  const busy = answered({ code: 'SERVICE_UNAVAILABLE', httpStatus: 503 }, { 'retry-after': '7' });
  assert.equal(describe(busy).retryAfterSeconds, 7);
  assert.equal(describe(answered({ code: 'SERVICE_UNAVAILABLE', httpStatus: 503 })).retryAfterSeconds, undefined);
});

test('signed_out_and_reset_are_told_apart', () => {
  const signedOut = answered({ code: 'UNAUTHORIZED', httpStatus: 401, error: { type: 'Unauthorized' } });
  const reset = answered({ code: 'PRECONDITION_FAILED', httpStatus: 412, error: { type: 'StreamReset', head: '8.1' } });
  assert.deepEqual([isSignedOut(signedOut), isStreamReset(signedOut)], [true, false]);
  assert.deepEqual([isSignedOut(reset), isStreamReset(reset)], [false, true]);
});

test('a_page_whose_session_is_in_another_team_has_left_and_is_not_signed_out', () => {
  const elsewhere = answered({ code: 'CONFLICT', httpStatus: 409, error: { type: 'AnotherTenant', slug: 'other' } });
  assert.deepEqual([hasLeft(elsewhere), isSignedOut(elsewhere)], [true, false]);
  assert.equal(hasLeft(answered({ code: 'CONFLICT', httpStatus: 409, error: { type: 'FromTheFuture' } })), false);
});
