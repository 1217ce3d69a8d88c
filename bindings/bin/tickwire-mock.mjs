#!/usr/bin/env node
// The mock server is written in TypeScript, which this starts.
import { register } from 'tsx/esm/api';

register();
await import('../src/mock/main.ts');
