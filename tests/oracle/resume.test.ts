/** Connections that break: the unmodified client comes back by itself, and misses nothing. */
import assert from 'node:assert/strict';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { Connection, type LinkName } from './connection';
import { startReference } from './reference';
import { startSubject } from './subject';
import { VERSIONS } from './versions';

type Server = Awaited<ReturnType<typeof startReference>>;

const LINKS: LinkName[] = ['httpSubscriptionLink', 'wsLink'];
const MOUNTS = [
  { name: 'superjson', transform: true },
  { name: 'plain', transform: false },
];

let reference: Server;
let subject: Server;
before(async () => {
  [reference, subject] = await Promise.all([startReference(), startSubject()]);
});
after(async () => {
  await Promise.all([reference.stop(), subject.stop()]);
});

describe('after a cut', { concurrency: true }, () => {
  for (const { version, client } of VERSIONS) {
    for (const mount of MOUNTS) {
      for (const link of LINKS) {
        test(`${version}, ${link}, ${mount.name}`, async () => {
          const follow = async ({ url }: Server) => {
            const line = await startLine(url);
            const connection = new Connection(client, link, `${line.url}/${mount.name}`, mount.transform);
            const ids: unknown[] = [];
            await new Promise<void>((resolve) => {
              const subscription = connection.subscribe('life.ticks', {}, (said) => {
                if (!('data' in said)) return;
                ids.push(said.data);
                if (ids.length === 10) line.cut();
                if (ids.length < 30) return;
                subscription.unsubscribe();
                resolve();
              });
            });
            await connection.close();
            await line.stop();
            return ids.slice(0, 30);
          };
          const seen = await Promise.all([follow(subject), follow(reference)]);
          assert.deepEqual(seen[0], seen[1]);
          assert.deepEqual(
            seen[0],
            Array.from({ length: 30 }, (_, index) => ({ id: String(index + 1), data: index + 1 })),
          );
        });
      }
    }
  }
});

/** A line to a server that can be cut. */
async function startLine(server: string) {
  const { hostname, port } = new URL(server);
  const ends = new Set<Socket>();
  const line = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end.on('error', () => other.destroy());
      end.on('close', () => {
        ends.delete(end);
        other.destroy();
      });
      end.pipe(other);
    }
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const end of ends) end.destroy();
  };
  return {
    url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    cut,
    stop: async () => {
      cut();
      await new Promise((resolve) => line.close(resolve));
    },
  };
}
