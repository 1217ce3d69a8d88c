/** The Prisma CLI's commands, on the database of these tests: offline, with the project's own schema engine. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../tools/ports.mjs';
import { root } from '../../tools/project.mjs';
import { Project, type Run } from './project';

const model = (fields: string) => `model Post {\n  id Int @id @default(autoincrement())\n${fields}\n}\n`;
const TITLE = model('  title String');

describe('the Prisma CLI', { concurrency: 4 }, () => {
  test('migrate dev writes migrations, which we deploy elsewhere', () =>
    Project.with(
      {},
      async (project) => {
        succeeds(await project.prisma('migrate', 'dev', '--name', 'init'), /Your database is now in sync/);
        project.model(model('  title String\n  body String?'));
        succeeds(await project.prisma('migrate', 'dev', '--name', 'body'), /Your database is now in sync/);
        const names = project.names().sort();
        assert.deepEqual(
          names.map((name) => name.replace(/^\d{14}_/, '')),
          ['init', 'body'],
        );
        assert.match(project.sql(names[1] ?? ''), /ADD COLUMN +"body" TEXT;/);

        const elsewhere = project.at('_other', 'public');
        succeeds(await elsewhere.tickwire(), /applied \d+_init\napplied \d+_body\n/);
        const drift = ['--from-config-datasource', '--to-schema', 'prisma/schema.prisma', '--exit-code'];
        succeeds(await elsewhere.prisma('migrate', 'diff', ...drift), /No difference detected/);
      },
      TITLE,
    ));

  test('nothing that holds data is dropped unasked', () =>
    Project.with(
      {},
      async (project) => {
        succeeds(await project.prisma('migrate', 'dev', '--name', 'init'));
        await project.query(`INSERT INTO "Post" (title) VALUES ('kept')`);
        project.model(model(''));
        const warning = /about to drop the column `title` on the `Post` table, which still contains 1 non-null values/;
        fails(await project.prisma('migrate', 'dev', '--name', 'drop'), warning);
        fails(await project.prisma('db', 'push'), warning);
        project.model(model('  title String\n  body String'));
        const required = /required column `body` to the `Post` table without a default value. There are 1 rows/;
        fails(await project.prisma('migrate', 'dev', '--name', 'body'), required);
        assert.deepEqual(await project.query('SELECT title FROM "Post"'), [['kept']]);
        assert.equal(project.names().length, 1);
        project.model(model(''));
        succeeds(await project.prisma('db', 'push', '--accept-data-loss'), /in sync with your Prisma schema/);
      },
      TITLE,
    ));

  test('migrate dev tells drift and edited migrations, and resets nothing unasked', () =>
    Project.with(
      {},
      async (project) => {
        succeeds(await project.prisma('migrate', 'dev', '--name', 'init'));
        await project.query('ALTER TABLE "Post" ADD COLUMN stray int');
        fails(await project.prisma('migrate', 'dev'), /Drift detected[^]*\[\+\] Added column `stray`/);
        await project.query('ALTER TABLE "Post" DROP COLUMN stray');
        const [name = ''] = project.names();
        project.migration(name, `${project.sql(name)}\n-- edited\n`);
        fails(await project.prisma('migrate', 'dev'), /_init` was modified after it was applied/);
        fails(await project.prisma('migrate', 'reset'), /--force/);
        succeeds(await project.prisma('migrate', 'reset', '--force'), /_init/);
        succeeds(await project.tickwire('--status'), /_init: applied/);
      },
      TITLE,
    ));

  test('migrate dev replays on the database that SHADOW_DATABASE_URL names', () =>
    Project.with(
      {},
      async (project) => {
        const shadow = project.at('_shadow', 'public');
        succeeds(await shadow.prisma('db', 'push'));
        const env = { SHADOW_DATABASE_URL: shadow.url };
        succeeds(await project.prismaWith(env, 'migrate', 'dev', '--name', 'init'));
        succeeds(await project.prismaWith(env, 'migrate', 'dev'), /Already in sync/);
        const itself = await project.prismaWith({ SHADOW_DATABASE_URL: project.url }, 'migrate', 'dev');
        fails(itself, /The shadow database is the main database|same as the main database/);
        project.migration('99999999999999_broken', 'CREATE TABLE "Tag" (id nonsense);');
        fails(
          await project.prismaWith(env, 'migrate', 'dev'),
          /P3006[^]*99999999999999_broken[^]*"nonsense" does not exist/,
        );
      },
      TITLE,
    ));

  test('db pull, db execute, validate and format', () =>
    Project.with({}, async (project) => {
      await project.query('CREATE TABLE tags (id int PRIMARY KEY, name text NOT NULL UNIQUE)');
      succeeds(await project.prisma('db', 'pull', '--print'), /model tags \{\n +id +Int +@id\n +name +String +@unique/);
      writeFileSync(path.join(project.folder, 'some.sql'), `DO $$ BEGIN CREATE TABLE a (); END $$; CREATE TABLE b ();`);
      succeeds(await project.prisma('db', 'execute', '--file', 'some.sql'), /executed successfully/);
      assert.deepEqual(await project.tables(), ['a', 'b', 'tags']);
      project.model(model('title    String'));
      succeeds(await project.prisma('format'), /Formatted/);
      succeeds(await project.prisma('validate'), /is valid/);
      project.model(model('title Strong'));
      fails(await project.prisma('validate'), /Type "Strong" is neither a built-in type/);
      succeeds(await project.prisma('--version'), /Schema Engine +: schema-engine/);
    }));

  test('the project’s own: in sync for migrate dev, seeded by db seed, shown by studio', () =>
    Project.with({}, async (project) => {
      const cli = (...args: string[]) => project.prismaIn(root, ...args);
      succeeds(await cli('migrate', 'dev'), /now in sync with your schema/);
      succeeds(await cli('migrate', 'dev'), /Already in sync/);
      succeeds(await cli('db', 'seed'), /The seed command has been executed/);
      assert.ok((await project.query('SELECT FROM signals')).length > 10);
      await studioAnswers(project);
    }));
});

async function studioAnswers(project: Project): Promise<void> {
  const port = await freePort();
  const cli = path.join(root, 'node_modules/prisma/build/index.js');
  const studio = spawn(process.execPath, [cli, 'studio', '--browser', 'none', '--port', String(port)], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: project.url },
    stdio: 'ignore',
  });
  try {
    for (let attempt = 0; attempt < 200 && studio.exitCode === null; attempt += 1) {
      await sleep(50);
      const page = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
      if (!page) continue;
      assert.equal(page.status, 200);
      return;
    }
    assert.fail('studio does not answer');
  } finally {
    studio.kill();
  }
}

function succeeds({ succeeded, said }: Run, saying = /./): void {
  assert.ok(succeeded, said);
  assert.match(said, saying);
}

function fails({ succeeded, said }: Run, saying: RegExp): void {
  assert.match(said, saying);
  assert.equal(succeeded, false, said);
}
