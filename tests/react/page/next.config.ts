import type { NextConfig } from 'next';

const config: NextConfig = {
  // Compression holds back the chunks of a streamed answer until the end.
  compress: false,
  transpilePackages: ['@tickwire/trpc-11.19.0'],
  devIndicators: false,
  agentRules: false,
};

export default config;
