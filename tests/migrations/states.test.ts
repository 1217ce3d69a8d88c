/** `tickwire migrate` and the Prisma CLI judge the same database the same, whichever of them brought it there. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Project, type Row } from './project';

const USERS = 'CREATE TABLE users (id int PRIMARY KEY);';
const POSTS = 'CREATE TABLE posts (id int PRIMARY KEY);';
const TWO = { '1_users': USERS, '2_posts': POSTS };
const BROKEN = { '1_users': USERS, '2_posts': `${POSTS}\nSELECT nonsense;` };

interface State {
  title: string;
  migrations: Record<string, string>;
  /** What leads to it; `deploy` is the other program's. */
  reach?: (project: Project, deploy: () => Promise<unknown>) => unknown;
  /** Whether `migrate status` finds everything in order. */
  inOrder: boolean;
  /** The same of `tickwire migrate --status`, where it is meant to be stricter. */
  inOrderForUs?: boolean;
  /** What `migrate deploy` then applies, or the words with which it refuses. */
  deploys: string[] | RegExp;
  /** The same of `tickwire migrate`, where it is meant to be stricter. */
  weDeploy?: RegExp;
}

const STATES: State[] = [
  {
    title: 'an empty database, with names that bytes would sort otherwise',
    migrations: { '10_tags': 'CREATE TABLE tags (id int REFERENCES users);', '1_users': USERS, '1_Users': 'SELECT 1;' },
    inOrder: false,
    deploys: ['1_users', '1_Users', '10_tags'],
  },
  {
    title: 'everything applied',
    migrations: TWO,
    reach: (_, deploy) => deploy(),
    inOrder: true,
    deploys: [],
  },
  {
    title: 'a migration that comes before the applied ones',
    migrations: TWO,
    reach: async (project, deploy) => {
      await deploy();
      project.migration('1_before', 'CREATE TABLE before ();');
    },
    inOrder: false,
    deploys: ['1_before'],
  },
  {
    title: 'a migration that is applied and not in the folder',
    migrations: TWO,
    reach: async (project, deploy) => {
      await deploy();
      project.remove('2_posts');
    },
    inOrder: true,
    deploys: [],
  },
  {
    title: 'one that is not in the folder, and one that is not applied',
    migrations: TWO,
    reach: async (project, deploy) => {
      await deploy();
      project.remove('2_posts');
      project.migration('3_tags', 'CREATE TABLE tags ();');
    },
    inOrder: false,
    deploys: ['3_tags'],
  },
  {
    title: 'a failed migration',
    migrations: BROKEN,
    reach: (_, deploy) => deploy(),
    inOrder: false,
    deploys: /P3009[^]*2_posts/,
  },
  {
    title: 'a failed migration that is not in the folder',
    migrations: BROKEN,
    reach: async (project, deploy) => {
      await deploy();
      project.remove('2_posts');
    },
    inOrder: false,
    deploys: /P3009[^]*2_posts/,
  },
  {
    title: 'a failed migration that was rolled back and mended',
    migrations: BROKEN,
    reach: async (project, deploy) => {
      await deploy();
      await project.prisma('migrate', 'resolve', '--rolled-back', '2_posts');
      project.migration('2_posts', POSTS);
    },
    inOrder: false,
    deploys: ['2_posts'],
  },
  {
    title: 'a failed migration that was finished by hand',
    migrations: BROKEN,
    reach: async (project, deploy) => {
      await deploy();
      await project.query(POSTS);
      await project.prisma('migrate', 'resolve', '--applied', '2_posts');
    },
    inOrder: true,
    deploys: [],
  },
  {
    title: 'tables, and no history',
    migrations: TWO,
    reach: (project) => project.query(USERS),
    inOrder: false,
    deploys: /P3005/,
  },
  {
    title: 'types and views, but no table',
    migrations: TWO,
    reach: (project) => project.query(`CREATE TYPE mood AS ENUM ('fine'); CREATE VIEW one AS SELECT 1 AS a`),
    inOrder: false,
    deploys: ['1_users', '2_posts'],
  },
  {
    title: 'tables whose history begins with a baseline',
    migrations: TWO,
    reach: async (project) => {
      await project.query(USERS);
      await project.prisma('migrate', 'resolve', '--applied', '1_users');
    },
    inOrder: false,
    deploys: ['2_posts'],
  },
  {
    title: 'a folder without its migration.sql',
    migrations: { '1_users': USERS },
    reach: (project) => {
      project.migration('2_posts', POSTS);
      project.remove('2_posts/migration.sql');
    },
    inOrder: false,
    deploys: /P3015/,
    // Before anything is applied.
    weDeploy: /2_posts\/migration\.sql is missing \(P3015\)/,
  },
  {
    title: 'migrations for another database',
    migrations: TWO,
    reach: (project) => {
      project.write('migration_lock.toml', 'provider = "mysql"\n');
    },
    inOrder: false,
    deploys: /P3019/,
  },
  {
    title: 'a migration that was edited after it was applied',
    migrations: TWO,
    reach: async (project, deploy) => {
      await deploy();
      project.migration('2_posts', `${POSTS}\nCREATE TABLE more ();`);
    },
    // Prisma notices in `migrate dev` alone.
    inOrder: true,
    inOrderForUs: false,
    deploys: [],
    weDeploy: /2_posts was edited after it was applied: restore the text of 2_posts\/migration\.sql/,
  },
  {
    title: 'a migration whose line endings are those of another system',
    migrations: TWO,
    reach: async (project, deploy) => {
      await deploy();
      project.migration('1_users', `${USERS}\r\n`);
      await project.query(
        `UPDATE _prisma_migrations SET checksum = encode(sha256('${USERS}\n'), 'hex') WHERE migration_name = '1_users'`,
      );
    },
    inOrder: true,
    deploys: [],
  },
];

/** What is left behind, without what the two may word differently. */
async function outcome(project: Project): Promise<unknown> {
  const managed = await project.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL`);
  const rows: Row[] = managed[0]?.[0] === true ? await project.history() : [];
  return [rows.map(({ logs, ...row }) => ({ ...row, logged: logs !== null })), await project.tables()];
}

describe('in every state', { concurrency: 4 }, () => {
  for (const state of STATES) test(state.title, () => judge(state));
});

/** The Prisma CLI judges where we brought a database, and we where Prisma did. */
async function judge(state: State): Promise<void> {
  await Project.with(state.migrations, async (theirs) => {
    await Project.with(state.migrations, async (ours) => {
      await Promise.all([
        state.reach?.(theirs, () => theirs.tickwire()),
        state.reach?.(ours, () => ours.prisma('migrate', 'deploy')),
      ]);
      const [status, ourStatus] = await Promise.all([theirs.prisma('migrate', 'status'), ours.tickwire('--status')]);
      assert.equal(status.succeeded, state.inOrder, status.said);
      assert.equal(ourStatus.succeeded, state.inOrderForUs ?? state.inOrder, ourStatus.said);

      const before = await outcome(ours);
      const dry = await ours.tickwire('--dry-run');
      assert.deepEqual(await outcome(ours), before);
      const [deployed, weDeployed] = await Promise.all([theirs.prisma('migrate', 'deploy'), ours.tickwire()]);
      const expected = state.weDeploy ?? state.deploys;
      if (expected instanceof RegExp) {
        for (const refused of [weDeployed, dry]) {
          assert.match(refused.said, expected);
          assert.equal(refused.succeeded, false);
        }
      } else {
        assert.equal(weDeployed.succeeded, true, weDeployed.said);
        assert.deepEqual(lines(weDeployed.said, 'applied '), expected);
        assert.deepEqual(lines(dry.said, 'would apply '), expected);
      }
      if (state.deploys instanceof RegExp) {
        assert.match(deployed.said, state.deploys);
        assert.equal(deployed.succeeded, false);
      } else {
        assert.equal(deployed.succeeded, true, deployed.said);
        assert.deepEqual(
          lines(deployed.said, '  └─ ').map((name) => name.replace(/\/$/, '')),
          state.deploys,
        );
      }
      if (!state.weDeploy) assert.deepEqual(await outcome(ours), await outcome(theirs));
    });
  });
}

function lines(said: string, start: string): string[] {
  return said.split('\n').flatMap((line) => (line.startsWith(start) ? [line.slice(start.length)] : []));
}
