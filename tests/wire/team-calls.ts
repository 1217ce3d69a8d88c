/** What a team consists of, through any link: people read it, and a stranger is refused what changes it. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { ApiKeyId, IdentityId, InvitationId, JobId, TenantId, UserId } from '@tickwire/bindings';
import { safe } from '@trpc/client';
import { DEMO, type Client } from './clients';

/** Callers over one link. */
export type Callers = { anyone: Client; person: Client; bot: Client };

/** The refusal of somebody who is not logged in. */
function unauthorized(refusal: { data?: { code?: string } | null } | undefined): void {
  assert.equal(refusal?.data?.code, 'UNAUTHORIZED');
}

export const TEAM_CALLS = {
  'bots.list': async ({ person }: Callers) => {
    const { items } = await person.bots.list.query({});
    assert.ok(items.some(({ name }) => name === 'momentum'));
  },

  'bots.create': async ({ person }: Callers) => {
    const [name, idempotencyKey] = [`bot ${randomUUID()}`, randomUUID()];
    const bot = await person.bots.create.mutate({ name, idempotencyKey });
    assert.deepEqual(await person.bots.create.mutate({ name, idempotencyKey }), bot);
    const [, refusal] = await safe(person.bots.create.mutate({ name: `another ${name}`, idempotencyKey }));
    assert.equal(refusal?.data?.error?.type, 'IdempotencyKeyReused');
    const strategy = { type: 'MA_CROSSOVER', fast: 9, slow: 21, short: true } as const;
    const setup = { strategy, venue: 'BINANCE', symbol: 'BTCUSDT', interval: 'M5', qty: '0.01' } as const;
    const built = await person.bots.create.mutate({ name: `bot ${randomUUID()}`, setup });
    const { version } = await person.bots.get.query({ id: built.id });
    assert.deepEqual([built.strategy, version?.content], ['MA_CROSSOVER', setup]);
  },

  'bots.rename': async ({ person }: Callers) => {
    const { id } = await person.bots.create.mutate({ name: `bot ${randomUUID()}` });
    const name = `renamed ${randomUUID()}`;
    assert.equal((await person.bots.rename.mutate({ id, name })).name, name);
  },

  'bots.get': async ({ person }: Callers) => {
    const { id } = await person.bots.create.mutate({ name: `bot ${randomUUID()}` });
    const { bot, version, runs } = await person.bots.get.query({ id });
    assert.deepEqual([bot.id, bot.createdAt instanceof Date, version, runs], [id, true, null, []]);
  },

  'bots.start': async ({ person }: Callers) => {
    const { id } = await person.bots.create.mutate({ name: `bot ${randomUUID()}` });
    assert.equal((await person.bots.start.mutate({ id })).desiredStatus, 'RUNNING');
  },

  'bots.pause': async ({ person }: Callers) => {
    const { id } = await person.bots.create.mutate({ name: `bot ${randomUUID()}` });
    assert.equal((await person.bots.pause.mutate({ id })).desiredStatus, 'PAUSED');
  },

  'bots.stop': async ({ person }: Callers) => {
    const { id } = await person.bots.create.mutate({ name: `bot ${randomUUID()}` });
    await person.bots.start.mutate({ id });
    await person.bots.stop.mutate({ id, reason: 'enough' });
    const [run] = (await person.bots.get.query({ id })).runs;
    assert.deepEqual([run?.reason, run?.stoppedAt instanceof Date], ['enough', true]);
  },

  'bots.saveVersion': async ({ person }: Callers) => {
    const { id } = await person.bots.create.mutate({ name: `bot ${randomUUID()}` });
    assert.equal((await person.bots.saveVersion.mutate({ id, after: 0, content: { size: '0.1' } })).version, 1);
    const [, refusal] = await safe(person.bots.saveVersion.mutate({ id, after: 0, content: {} }));
    assert.deepEqual(refusal?.data?.error, { type: 'Outdated', current: 1 });
  },

  'bots.versions': async ({ person }: Callers) => {
    const { id } = await person.bots.create.mutate({ name: `bot ${randomUUID()}` });
    await person.bots.saveVersion.mutate({ id, after: 0, content: { size: '0.1' } });
    const { items } = await person.bots.versions.query({ id });
    assert.deepEqual(
      items.map(({ number, content }) => [number, content]),
      [[1, { size: '0.1' }]],
    );
  },

  'bots.heartbeat': async ({ bot, person }: Callers) => {
    const momentum = (await person.bots.list.query({})).items.find(({ name }) => name === 'momentum');
    assert.ok(momentum);
    const heard = await bot.bots.heartbeat.mutate({ id: momentum.id, status: 'RUNNING' });
    assert.deepEqual([heard.desiredStatus, heard.lastHeartbeatAt instanceof Date], ['RUNNING', true]);
  },

  'jobs.list': async ({ person }: Callers) => {
    const jobs = await person.jobs.list.query();
    assert.ok(jobs.every(({ runAt, mostAttempts }) => runAt instanceof Date && mostAttempts === 6));
  },

  'jobs.retry': async ({ person }: Callers) => {
    const [, refusal] = await safe(person.jobs.retry.mutate({ id: randomUUID() as JobId }));
    assert.equal(refusal?.data?.error?.type, 'UnknownJob');
  },

  'keys.list': async ({ person }: Callers) => {
    const { items } = await person.keys.list.query({});
    assert.ok(items.some(({ name }) => name === 'momentum'));
  },

  'keys.create': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.keys.create.mutate({ name: 'mine', scopes: ['READ'] }));
    unauthorized(refusal);
  },

  'keys.revoke': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.keys.revoke.mutate({ id: randomUUID() as ApiKeyId }));
    unauthorized(refusal);
  },

  'keys.rotate': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.keys.rotate.mutate({ id: randomUUID() as ApiKeyId, overlapSeconds: 60 }));
    unauthorized(refusal);
  },

  'members.list': async ({ person }: Callers) => {
    const { items } = await person.members.list.query({});
    assert.deepEqual(
      items.map(({ email, role }) => [email, role]),
      [[DEMO.email, 'OWNER']],
    );
  },

  'members.changeRole': async ({ anyone }: Callers) => {
    const input = { userId: randomUUID() as UserId, role: 'VIEWER' } as const;
    const [, refusal] = await safe(anyone.members.changeRole.mutate(input));
    unauthorized(refusal);
  },

  'members.remove': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.members.remove.mutate({ userId: randomUUID() as UserId }));
    unauthorized(refusal);
  },

  'members.leave': async ({ person }: Callers) => {
    const [, refusal] = await safe(person.members.leave.mutate());
    assert.equal(refusal?.data?.error?.type, 'LastOwner');
  },

  'identities.list': async ({ person }: Callers) => {
    assert.deepEqual(await person.identities.list.query(), []);
  },

  'identities.unlink': async ({ person }: Callers) => {
    const id = randomUUID() as IdentityId;
    const [, refusal] = await safe(person.identities.unlink.mutate({ id, password: 'not the password' }));
    assert.equal(refusal?.data?.error?.type, 'WrongPassword');
  },

  'invitations.list': async ({ person }: Callers) => {
    assert.ok(Array.isArray((await person.invitations.list.query({})).items));
  },

  'invitations.create': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.invitations.create.mutate({ email: 'ada@example.com', role: 'VIEWER' }));
    unauthorized(refusal);
  },

  'invitations.get': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.invitations.get.query({ token: randomUUID() }));
    assert.ok(refusal?.data?.error?.type);
  },

  'invitations.accept': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.invitations.accept.mutate({ token: randomUUID() }));
    assert.ok(refusal?.data?.error?.type);
  },

  'invitations.resend': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.invitations.resend.mutate({ id: randomUUID() as InvitationId }));
    unauthorized(refusal);
  },

  'invitations.revoke': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.invitations.revoke.mutate({ id: randomUUID() as InvitationId }));
    unauthorized(refusal);
  },

  'tenants.list': async ({ person }: Callers) => {
    const teams = await person.tenants.list.query();
    assert.ok(JSON.stringify(teams).includes('Demo Trading'));
  },

  'tenants.create': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.tenants.create.mutate({ name: 'Another team' }));
    unauthorized(refusal);
  },

  'tenants.switch': async ({ anyone }: Callers) => {
    const [, refusal] = await safe(anyone.tenants.switch.mutate({ id: randomUUID() as TenantId }));
    unauthorized(refusal);
  },

  'tenants.rename': async ({ person }: Callers) => {
    const { name } = await person.tenants.rename.mutate({ name: 'Demo Trading' });
    assert.equal(name, 'Demo Trading');
  },

  'audit.list': async ({ person }: Callers) => {
    const { items } = await person.audit.list.query({ limit: 1 });
    assert.ok(items[0]?.at instanceof Date);
  },

  'audit.verify': async ({ person }: Callers) => {
    assert.ok(await person.audit.verify.query());
  },

  'audit.export': async ({ person }: Callers) => {
    assert.ok(await person.audit.export.query({ limit: 1 }));
  },
};
