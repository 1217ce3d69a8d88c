import type { NextConfig } from 'next';

const config: NextConfig = {
  // Compression holds back the chunks of a streamed answer until the end; a fronting server compresses.
  compress: false,
  poweredByHeader: false,
  typedRoutes: true,
  transpilePackages: ['@tickwire/bindings'],
  devIndicators: false,
  agentRules: false,
};

export default config;
