import type { NextConfig } from 'next';

/**
 * Where links in e-mails lead: their addresses carry a secret, which nobody is to hear of. That they are ours they say:
 * without a script, the forms on them are told by that.
 */
const LINKED = ['/register/complete', '/reset/complete', '/confirm-email', '/invite'];

const config: NextConfig = {
  // Compression holds back the chunks of a streamed answer until the end; a fronting server compresses.
  compress: false,
  poweredByHeader: false,
  typedRoutes: true,
  transpilePackages: ['@tickwire/bindings'],
  devIndicators: false,
  agentRules: false,
  // The policy of a page is its own, and written by the proxy; these are the same for all that is served.
  headers: () =>
    Promise.resolve([
      {
        source: '/:path*',
        headers: [
          { key: 'strict-transport-security', value: 'max-age=63072000; includeSubDomains' },
          { key: 'x-content-type-options', value: 'nosniff' },
          { key: 'x-frame-options', value: 'DENY' },
          { key: 'referrer-policy', value: 'same-origin' },
          { key: 'cross-origin-opener-policy', value: 'same-origin' },
          { key: 'cross-origin-resource-policy', value: 'same-origin' },
          { key: 'permissions-policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
        ],
      },
      // The last that matches wins.
      ...LINKED.map((source) => ({ source, headers: [{ key: 'referrer-policy', value: 'strict-origin' }] })),
    ]),
};

export default config;
