// @ts-check
// TCP ports of this machine: which is free, which is taken.

import { createServer } from 'node:net'

/**
 * Whether something can listen there.
 * @param {number} port
 * @param {string} host
 */
export async function isFree(port, host = '127.0.0.1') {
  return (await tryListen(port, host)) !== undefined
}

/** A port that nobody listens on at this moment. */
export async function freePort() {
  const port = await tryListen(0, '127.0.0.1')
  if (port === undefined) throw new Error('No free port on 127.0.0.1.')
  return port
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number | undefined>} the port that could be listened on
 */
function tryListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
}
