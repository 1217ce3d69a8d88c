/** Whatever a migration.sql holds, `tickwire migrate` runs it as PostgreSQL does, and keeps its history straight. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Project } from './project';

/** What a script leaves: the tables, or the words of its failure and the tables in spite of it. */
type Outcome = { tables: string[] } | { fails: RegExp; tables: string[] };

const SCRIPTS: Record<string, [sql: string, outcome: Outcome]> = {
  'many statements are one transaction': [
    'CREATE TABLE a ();\nCREATE TABLE b ();\n\nSELECT nonsense;\n',
    { fails: /2_script failed \(P3018, 42703\): ERROR: column "nonsense" does not exist\nat line 4 of/, tables: [] },
  ],
  'BEGIN and COMMIT of its own': ['BEGIN; CREATE TABLE a (); COMMIT; CREATE TABLE b ();', { tables: ['a', 'b'] }],
  'a failure inside its own transaction': [
    'BEGIN; CREATE TABLE a (); SELECT nonsense; COMMIT;',
    { fails: /column "nonsense" does not exist/, tables: [] },
  ],
  'a failure after its own COMMIT': [
    'BEGIN; CREATE TABLE a (); COMMIT; SELECT nonsense;',
    { fails: /column "nonsense" does not exist/, tables: ['a'] },
  ],
  'a BEGIN without its COMMIT': [
    'BEGIN; CREATE TABLE a ();',
    { fails: /its BEGIN has no COMMIT, so that what it did was rolled back/, tables: [] },
  ],
  'CREATE INDEX CONCURRENTLY alone': ['CREATE INDEX CONCURRENTLY numbers_n ON numbers (n);', { tables: [] }],
  'CREATE INDEX CONCURRENTLY in company': [
    'CREATE TABLE a (); CREATE INDEX CONCURRENTLY numbers_n ON numbers (n);',
    { fails: /cannot run inside a transaction block\n.*a migration of its own/, tables: [] },
  ],
  'DO blocks and bodies with semicolons': [
    `DO $do$ BEGIN CREATE TABLE a (); END; $do$;
     CREATE FUNCTION one() RETURNS int LANGUAGE sql AS $$ SELECT 0; SELECT 1; $$; CREATE TABLE b ()`,
    { tables: ['a', 'b'] },
  ],
  'comments, nested ones and quoted semicolons': [
    `-- ; CREATE TABLE no ();\n/* ; /* ; */ CREATE TABLE no (); */ CREATE TABLE a (t text DEFAULT ';--/*');`,
    { tables: ['a'] },
  ],
  nothing: ['', { tables: [] }],
  'nothing but a comment': ['-- later', { tables: [] }],
  'a dump that empties the search path': [
    `SELECT pg_catalog.set_config('search_path', '', false); CREATE TABLE public.a ();`,
    { tables: ['a'] },
  ],
  'a session that is made read-only': ['SET default_transaction_read_only = on;', { tables: [] }],
  'a session that is discarded, with its locks': ['DISCARD ALL', { tables: [] }],
  'a command of psql': [
    '\\set n 1\nCREATE TABLE a ();',
    { fails: /syntax error at or near "\\"\nat line 1/, tables: [] },
  ],
  'rows to copy, as psql reads them': [
    'CREATE TABLE a (n int);\nCOPY a FROM stdin;\n1\n\\.\n',
    { fails: /syntax error at or near "1"\nat line 3/, tables: [] },
  ],
  'the end of its own connection': [
    'SELECT pg_terminate_backend(pg_backend_pid());',
    { fails: /the connection was lost while migration 2_script ran/, tables: [] },
  ],
};

describe('a script with', { concurrency: 4 }, () => {
  for (const [title, [sql, outcome]] of Object.entries(SCRIPTS)) {
    test(title, () =>
      Project.with(
        { '1_numbers': 'CREATE TABLE numbers (n int);', '2_script': sql, '3_next': 'CREATE TABLE next ();' },
        async (project) => {
          const run = await project.tickwire();
          const [numbers, script, next] = await project.history();
          assert.deepEqual([numbers?.name, numbers?.finished, script?.name], ['1_numbers', true, '2_script']);
          if ('fails' in outcome) {
            assert.match(run.said, outcome.fails);
            assert.deepEqual([script?.finished, script?.steps, next], [false, 0, undefined]);
            assert.deepEqual(await project.tables(), [...outcome.tables, 'numbers']);
            assert.match((await project.tickwire()).said, /migration 2_script failed earlier \(P3009\)/);
          } else {
            assert.equal(run.succeeded, true, run.said);
            assert.deepEqual([script?.finished, script?.steps, next?.finished], [true, 1, true]);
            assert.deepEqual(await project.tables(), [...outcome.tables, 'next', 'numbers']);
          }
        },
      ),
    );
  }
});
