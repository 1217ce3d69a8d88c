// What queries cost on the generated Rust client, by hand in Rust, and on `@prisma/client`: CPU a query, the jobs in
// turn, round after round. `node --import tsx tests/differential/figures.ts <program> [rounds]`, DATABASE_URL set: of a
// role that policies bind, over a socket of the file system where the round trips of a transaction are to be seen.

import { execFileSync } from 'node:child_process';
import pg from 'pg';
import { createDatabase, prismaOf, tablesOf } from './clients';

const [program = '', rounds = '5'] = process.argv.slice(2);
const JOBS = [
  { job: 'by-hand', times: 3000 },
  { job: 'find-many', times: 3000 },
  { job: 'in-tenant', times: 3000 },
  { job: 'include', times: 60 },
  { job: 'create-many', times: 5 },
];

const database = await createDatabase(await tablesOf('blog'));
const client = new pg.Client({ connectionString: database.url });
await client.connect();
await client.query(`
  INSERT INTO users (id, email, name) SELECT n, 'user' || n || '@example.org', 'User ' || n FROM generate_series(1, 50) n;
  INSERT INTO "Post" (id, title, body, "authorId", tags)
    SELECT n, 'Title ' || n, repeat('words ', 10), 1 + n % 50, '{a,b}' FROM generate_series(1, 500) n;
  INSERT INTO "Comment" (id, text, "postId", "userId")
    SELECT n, 'Comment ' || n, 1 + n % 500, 1 + n % 50 FROM generate_series(1, 2500) n;
  CREATE INDEX ON "Comment" ("parentId");
  CREATE INDEX ON "Comment" ("postId");
  CREATE INDEX ON "Post" ("authorId");
  CREATE TABLE "Note" AS SELECT id, 7 AS "tenantId", title, body, published, views, score, tags, "authorId" FROM "Post";
  ALTER TABLE "Note" ADD PRIMARY KEY (id);
  CREATE INDEX ON "Note" ("tenantId", id);
  ALTER TABLE "Note" ENABLE ROW LEVEL SECURITY;
  ALTER TABLE "Note" FORCE ROW LEVEL SECURITY;
  CREATE POLICY tenant ON "Note" USING ("tenantId" = (SELECT NULLIF(current_setting('app.tenant_id', true), '')::int));
  ANALYZE;
`);
await client.end();

type Delegate = Record<'findMany' | 'deleteMany' | 'createMany', (args: object) => Promise<unknown>>;
const prisma = await prismaOf('blog', database.url);
const { user, post, comment } = prisma as unknown as Record<'user' | 'post' | 'comment', Delegate>;
const theirs: Record<string, () => Promise<unknown>> = {
  'find-many': () => post.findMany({ where: { views: { gte: 0 } }, orderBy: { id: 'asc' }, take: 50 }),
  include: () =>
    user.findMany({ orderBy: { id: 'asc' }, take: 50, include: { posts: { include: { comments: true } } } }),
  'create-many': async () => {
    await comment.deleteMany({ where: { id: { gte: 1_000_000 } } });
    const data = Array.from({ length: 10_000 }, (_, id) => ({
      id: 1_000_000 + id,
      text: 'a comment of some words',
      postId: 1,
      userId: 1,
    }));
    await comment.createMany({ data });
  },
};

interface Figure {
  cpu: number;
  wall: number;
}

const figures = new Map<string, Figure[]>();
for (let round = 0; round < Number(rounds); round += 1) {
  for (const { job, times } of JOBS) {
    const line = execFileSync(program, [database.url, job, String(times)], { encoding: 'utf8' });
    note(`ours ${job}`, JSON.parse(line) as Figure);
    const run = theirs[job];
    if (!run) continue;
    await run();
    const [cpu, start] = [process.cpuUsage(), performance.now()];
    const count = Math.max(3, Math.floor(times / 10));
    for (let time = 0; time < count; time += 1) await run();
    const used = process.cpuUsage(cpu);
    note(`Prisma ${job}`, {
      cpu: (used.user + used.system) / 1e6 / count,
      wall: (performance.now() - start) / 1e3 / count,
    });
  }
}
await prisma.$disconnect();
await database.drop();
for (const [name, all] of figures) {
  const median = (of: keyof Figure) => all.map((figure) => figure[of]).sort((a, b) => a - b)[all.length >> 1] ?? 0;
  process.stdout.write(
    `${name.padEnd(24)} ${(median('cpu') * 1e6).toFixed(1)} µs CPU, ${(median('wall') * 1e6).toFixed(1)} µs\n`,
  );
}

function note(name: string, figure: Figure): void {
  figures.set(name, [...(figures.get(name) ?? []), figure]);
}
