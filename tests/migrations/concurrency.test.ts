/** Deployments at the same time, in each other's way, and ended in the middle. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Project, connect } from './project';

/** Prisma's key of its advisory lock. */
const LOCK = 72_707_369;
const LOG = 'CREATE TABLE log (name text PRIMARY KEY);';

describe('deployments', { concurrency: 4 }, () => {
  test('three of ours and two of Prisma’s at once apply each migration once', () => {
    const steps = Array.from({ length: 8 }, (_, step) => `${step + 2}_step`);
    // A second run of a step would violate the key; the pauses let every deployment meet the others.
    const step = (name: string) => `SELECT pg_sleep(0.1); INSERT INTO log VALUES ('${name}');`;
    const migrations = { '1_log': LOG, ...Object.fromEntries(steps.map((name) => [name, step(name)])) };
    return Project.with(migrations, async (project) => {
      const ours = [project.tickwire(), project.tickwire(), project.tickwire()];
      const theirs = [project.prisma('migrate', 'deploy'), project.prisma('migrate', 'deploy')];
      for (const { succeeded, said } of await Promise.all([...ours, ...theirs])) assert.ok(succeeded, said);
      const history = await project.history();
      assert.deepEqual(
        history.map(({ name, finished, steps }) => [name, finished, steps]),
        ['1_log', ...steps].map((name) => [name, true, 1]),
      );
      assert.equal((await project.query('SELECT FROM log')).length, steps.length);
    });
  });

  test('ours that wait do not stand in the way of an index that is built beside the traffic', () => {
    const migrations = {
      '1_log': LOG,
      '2_pause': 'SELECT pg_sleep(0.5);',
      '3_index': 'CREATE INDEX CONCURRENTLY log_lower ON log (lower(name));',
    };
    return Project.with(migrations, async (project) => {
      const runs = await Promise.all([project.tickwire(), project.tickwire(), project.tickwire()]);
      for (const { succeeded, said } of runs) assert.ok(succeeded, said);
      assert.equal((await project.history()).length, 3);
    });
  });

  test('one that is killed leaves a migration that failed, for us and for Prisma', () =>
    Project.with(
      { '1_log': LOG, '2_slow': `SELECT pg_sleep(2); INSERT INTO log VALUES ('slow');` },
      async (project) => {
        const killed = project.startTickwire();
        await until(async () => (await running(project)) === 1);
        killed.kill('SIGKILL');
        await once(killed, 'close');
        // The database goes on with what it was told: the next deployment waits for that.
        const next = await project.tickwire();
        assert.equal(await running(project), 0);
        assert.match(
          next.said,
          /migration 2_slow failed earlier \(P3009\), so that nothing is applied: it was interrupted/,
        );
        const theirs = await project.prisma('migrate', 'deploy');
        assert.match(theirs.said, /P3009[^]*2_slow/);
        const resolved = await project.prisma('migrate', 'resolve', '--applied', '2_slow');
        assert.ok(resolved.succeeded, resolved.said);
        assert.match((await project.tickwire()).said, /the database is up to date/);
      },
    ));

  test('whoever holds the lock too long is named', () =>
    Project.with({ '1_log': LOG }, async (project) => {
      const other = await connect(project);
      await other.query(`SELECT pg_advisory_lock(${LOCK})`);
      const run = await project.tickwire('--wait', '1');
      assert.match(
        run.said,
        /holds the lock of migrations \(72707369\), and has not ended within 1 s: somebody else, process/,
      );
      // Who only asks does not wait.
      assert.match((await project.tickwire('--dry-run')).said, /would apply 1_log/);
      assert.match((await project.tickwire('--status')).said, /1_log: pending/);
      await other.end();
      assert.ok((await project.tickwire()).succeeded);
    }));

  test('a table that others use is not waited for without end', () =>
    Project.with({ '1_log': LOG }, async (project) => {
      await project.tickwire();
      project.migration('2_column', 'ALTER TABLE log ADD COLUMN at timestamptz;');
      const other = await connect(project);
      await other.query('BEGIN; SELECT FROM log');
      const run = await project.tickwire('--lock-timeout', '1');
      assert.match(run.said, /2_column failed \(P3018, 55P03\)[^]*Others use what it changes/);
      await other.end();
      const resolved = await project.prisma('migrate', 'resolve', '--rolled-back', '2_column');
      assert.ok(resolved.succeeded, resolved.said);
      assert.match((await project.tickwire()).said, /applied 2_column/);
    }));

  test('a database and a schema that are not there are made', () =>
    Project.with({ '1_log': LOG }, async (project) => {
      const status = await project.at('_other', 'Its Own').tickwire('--status');
      assert.match(status.said, /database ".*_other" does not exist/);
      const runs = await Promise.all([1, 2].map(() => project.at('_other', 'Its Own').tickwire()));
      for (const { succeeded, said } of runs) assert.ok(succeeded, said);
      const theirs = await project.at('_other', 'Its Own').prisma('migrate', 'status');
      assert.match(theirs.said, /Database schema is up to date!/);
      const elsewhere = await project.at('_other', 'public').prisma('migrate', 'status');
      assert.match(elsewhere.said, /not yet been applied/);
    }));
});

async function running(project: Project): Promise<number> {
  const sql = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep(2)%' AND state = 'active'`;
  return (await project.query(sql)).length;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(20);
}
