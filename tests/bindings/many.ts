/** Bindings of many procedures, and a client that makes a hundred calls: what a compiler is measured with. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../tools/project.mjs';

/** Procedures of a router: twelve queries, six mutations, two subscriptions. */
export const ROUTER_SIZE = 20;
const MUTATIONS = 12;
const SUBSCRIPTIONS = 18;
/** The queries with pages. */
const PAGES = [3, 7, 10, 11];

/** The folder lies in the project, so that its files find the packages. */
export const folder = path.join(root, 'tests/bindings/.many');

/** The part of each file that speaks of one router. */
const PARTS: Record<string, RegExp[]> = {
  'types.d.ts': [/(?:export type R000[^]*?\n};\n\n)+/, /(?: {2}'r000\..*\n)+/],
  'router.d.ts': [/ {4}r000: \{\n[^]*?\n {4}\};\n/],
  'client.d.ts': [/ {2}r000: \{\n[^]*?\n {2}\};\n/],
  'tanstack.d.ts': [/ {2}r000: Namespace & \{\n[^]*?\n {2}\};\n/],
};

/** Has the generator write the bindings of one router. */
export function generateOne() {
  rmSync(folder, { recursive: true, force: true });
  const example = ['run', '--quiet', '--package', 'tickwire-rspc-bindings', '--example', 'thousand'];
  execFileSync('cargo', [...example, '--', path.join(folder, 'one')], { cwd: root, stdio: 'inherit' });
}

/** The same, `routers` times, each with names of its own; `screen.tsx` calls a hundred of their procedures. */
export function repeat(routers: number, client: string, name: string): string {
  const to = path.join(folder, name);
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(path.join(folder, 'one')).filter((file) => file.endsWith('.d.ts'))) {
    let text = readFileSync(path.join(folder, 'one', file), 'utf8');
    for (const part of PARTS[file] ?? []) {
      if (!part.test(text)) throw new Error(`${file} has no ${part.source}`);
      text = text.replace(part, (one) => Array.from({ length: routers }, (_, n) => renamed(one, n)).join(''));
    }
    writeFileSync(path.join(to, file), text);
  }
  writeFileSync(path.join(to, 'screen.tsx'), client);
  const compilerOptions = {
    ...{ target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'], module: 'esnext', moduleResolution: 'bundler' },
    ...{ strict: true, noUncheckedIndexedAccess: true, skipLibCheck: true, noEmit: true, jsx: 'react-jsx', types: [] },
  };
  writeFileSync(path.join(to, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts', '*.tsx'] }));
  return to;
}

function renamed(part: string, router: number) {
  return part.replace(/([rR])000/g, (_, letter: string) => letter + numbered(router, 3));
}

function numbered(number: number, digits: number) {
  return String(number).padStart(digits, '0');
}

type Procedure = { router: number; place: number };

/** A hundred queries of all routers; fewer routers than five have to repeat some. */
export function queries(routers: number): Procedure[] {
  return Array.from({ length: 100 }, (_, n) => ({
    router: Math.floor((n * routers) / 100),
    place: n % MUTATIONS,
  }));
}

/** A hundred procedures of every kind, each once: those of five routers, taken from all over. */
export function mixture(routers: number): Procedure[] {
  return Array.from({ length: 100 }, (_, n) => ({
    router: Math.floor((Math.floor(n / ROUTER_SIZE) * routers) / 5),
    place: n % ROUTER_SIZE,
  }));
}

/** A screen that calls the procedures by the TanStack proxy, and twenty of the queries by the client. */
export function clientOf(procedures: Procedure[], types: 'inferred' | 'flat'): string {
  const byHook = procedures.map((procedure, n) => hook(procedure, n));
  const direct = procedures
    .filter(({ place }) => place < MUTATIONS)
    .filter((_, n) => n % 3 === 0)
    .slice(0, 20)
    .map((it, n) => `  const d${n} = await client.${pathOf(it)}.query(${input(it)});\n  void d${n}.total;`);
  return `import { useMutation, useQuery } from '@tanstack/react-query';
import { httpBatchLink } from '@trpc/client';
import { useSubscription } from '@trpc/tanstack-react-query';
import superjson from 'superjson';
${types === 'inferred' ? INFERRED : FLAT}
void [useMutation, useQuery, useSubscription];
export function Screen() {
  const trpc = useTRPC();
  const out: (string | undefined)[] = [];
${byHook.join('\n')}
  return <p>{out.join()}</p>;
}
export async function direct() {
${direct.join('\n')}
}
`;
}

const INFERRED = `import { createTRPCClient } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from './router';
export const client = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/trpc', transformer: superjson })] });
export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();`;

/** As `createClient` and `createContext` of the bindings' package do it. */
const FLAT = `import { createTRPCClient, type CreateTRPCClientOptions } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { Client } from './client';
import type { RootRouter } from './error';
import type { OptionsProxy } from './tanstack';
const createClient = (options: CreateTRPCClientOptions<RootRouter>) =>
  createTRPCClient<RootRouter>(options) as unknown as Client;
export const client = createClient({ links: [httpBatchLink({ url: '/trpc', transformer: superjson })] });
export const { useTRPC } = createTRPCContext<RootRouter>() as unknown as { useTRPC: () => OptionsProxy };`;

function pathOf({ router, place }: Procedure) {
  return `r${numbered(router, 3)}.p${numbered(place, 2)}`;
}

function input({ place }: Procedure) {
  return PAGES.includes(place)
    ? `{ symbol: 'BTCUSDT', since: new Date(), limit: 5 }`
    : `{ symbol: 'BTCUSDT', active: true, since: new Date(), tags: ['a'], note: null }`;
}

function hook(procedure: Procedure, n: number) {
  const [called, given] = [`trpc.${pathOf(procedure)}`, input(procedure)];
  if (procedure.place >= SUBSCRIPTIONS) {
    return `  const s${n} = useSubscription(${called}.subscriptionOptions(${given}));
  out.push(s${n}.data?.total, s${n}.error?.data?.error?.type);`;
  }
  if (procedure.place >= MUTATIONS) {
    return `  const m${n} = useMutation(${called}.mutationOptions({ onSuccess: (it) => { out.push(it.total); } }));
  out.push(m${n}.error?.data?.error?.type);
  void (() => m${n}.mutate(${given}));`;
  }
  return `  const q${n} = useQuery(${called}.queryOptions(${given}));
  out.push(q${n}.data?.total, q${n}.data?.createdAt.toISOString(), q${n}.error?.data?.error?.type);`;
}
