// @ts-check
// TCP ports of this machine: which is free, which is taken.

import { createServer } from 'node:net';

/** Where a browser looks for `localhost`, in either family. */
const LOOPBACKS = ['127.0.0.1', '::1'];

/**
 * Whether nothing listens on the port of this machine.
 * @param {number} port
 */
export async function isFree(port) {
  const attempts = await Promise.all(LOOPBACKS.map((host) => tryListen(port, host)));
  return attempts.every((attempt) => attempt !== 'taken');
}

/** A port that nobody listens on at this moment. */
export async function freePort() {
  for (;;) {
    const port = await tryListen(0, '127.0.0.1');
    if (typeof port !== 'number') throw new Error('No free port on 127.0.0.1.');
    if (await isFree(port)) return port;
  }
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number | 'taken' | 'no such address'>} the port that could be listened on
 */
function tryListen(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ failure) => {
      if (failure.code === 'EADDRINUSE') resolve('taken');
      // A machine without IPv6.
      else if (failure.code === 'EADDRNOTAVAIL' || failure.code === 'EAFNOSUPPORT') resolve('no such address');
      else reject(failure);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 'no such address'));
    });
  });
}
