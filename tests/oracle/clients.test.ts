/** The unmodified client, old and new, over each of its links: our server is seen as `@trpc/server` is. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Connection, type LinkName, type Options } from './connection';
import { startReference } from './reference';
import { SCRIPT, type Observation } from './script';
import { startSubject } from './subject';
import { VERSIONS, type ClientPackage } from './versions';

type Server = Awaited<ReturnType<typeof startReference>>;

const LINKS: LinkName[] = ['httpLink', 'httpBatchLink', 'httpBatchStreamLink', 'httpSubscriptionLink', 'wsLink'];
const MOUNTS: { name: string; transform: boolean; links: LinkName[]; options: Options }[] = [
  { name: 'superjson', transform: true, links: LINKS, options: {} },
  { name: 'plain', transform: false, links: LINKS, options: {} },
  {
    name: 'override',
    transform: false,
    links: ['httpLink', 'httpBatchLink', 'httpBatchStreamLink'],
    options: { methodOverride: 'POST' },
  },
];

let reference: Server;
let subject: Server;
before(async () => {
  [reference, subject] = await Promise.all([startReference(), startSubject()]);
});
after(async () => {
  await Promise.all([reference.stop(), subject.stop()]);
});

let runs = 0;

for (const { version, client } of VERSIONS) {
  for (const mount of MOUNTS) {
    for (const link of mount.links) {
      describe(`${version}, ${link}, ${mount.name}`, { concurrency: 4 }, () => {
        for (const observation of SCRIPT) {
          if (!observation.links.includes(link) || (observation.superjson && !mount.transform)) continue;
          test(observation.name, async () => {
            const unique = `run ${(runs += 1)}`;
            const seen = await Promise.all(
              [subject, reference].map(({ url }) =>
                see(client, observation, link, `${url}/${mount.name}`, mount, unique),
              ),
            );
            assert.deepEqual(seen[0], seen[1]);
          });
        }
      });
    }
  }
}

/** Carries one observation out over one link. */
async function see(
  client: ClientPackage,
  observation: Observation,
  link: LinkName,
  url: string,
  { transform, options: always }: (typeof MOUNTS)[number],
  unique: string,
): Promise<unknown> {
  // Server-sent events carry no calls: what has to be asked beside them goes another way.
  const open = (options: Options) =>
    new Connection(client, link === 'httpSubscriptionLink' ? 'httpLink' : link, url, transform, {
      ...always,
      ...options,
    });
  const connection = new Connection(client, link, url, transform, always);
  try {
    return await observation.see(connection, open, unique);
  } finally {
    await connection.close();
  }
}
