// @ts-check
// What ESLint holds TypeScript and JavaScript to: types everywhere, and no `any` anywhere.

import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';

export default defineConfig(
  globalIgnores([
    '**/node_modules',
    '**/.next',
    '**/next-env.d.ts',
    'target',
    '.data',
    'bindings/generated',
    'tests/react/page/generated',
    'tests/differential/.prisma',
    'crates',
    'docs',
    'examples',
  ]),
  js.configs.recommended,
  typescript.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['{tools,bindings,web-client,tests,tests/react/page}/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      // `${count} rows` says what it means.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // An event handler may end in a call: `onClick={() => send()}`.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // React takes `onClick={async () => …}`.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ['tests/react/page/**'],
    // The page calls what applications call, be it deprecated.
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
  {
    files: ['**/*.mjs'],
    // TypeScript knows what is defined; these files it checks as well.
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['**/*.test.ts'],
    // `test('…', async () => …)` returns a promise that the runner waits for.
    rules: { '@typescript-eslint/no-floating-promises': 'off' },
  },
);
