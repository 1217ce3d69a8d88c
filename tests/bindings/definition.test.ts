/** Go to definition: from a procedure's name in a client to the Rust function, in the words of the real `tsserver`. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { root } from '../../tools/project.mjs';

const folder = path.join(root, 'tests/bindings/.editor');

/** A file's place, counted from 1. */
type Place = { file: string; start: { line: number; offset: number } };

/** The `tsserver` that an editor talks to. */
class Editor {
  readonly #program = spawn(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsserver')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  readonly #lines = createInterface({ input: this.#program.stdout })[Symbol.asyncIterator]();
  #seq = 0;

  send(command: string, args: object) {
    this.#seq += 1;
    const request = { seq: this.#seq, type: 'request', command, arguments: args };
    this.#program.stdin.write(JSON.stringify(request) + '\n');
  }

  async ask(command: string, args: object): Promise<unknown> {
    this.send(command, args);
    for (;;) {
      const line = await this.#lines.next();
      if (line.done) throw new Error('tsserver ended');
      if (!line.value.startsWith('{')) continue;
      const message = JSON.parse(line.value) as {
        type: string;
        request_seq?: number;
        success?: boolean;
        body?: unknown;
      };
      if (message.type === 'response' && message.request_seq === this.#seq) return message.body;
    }
  }

  end() {
    this.#program.kill();
  }
}

/** Every procedure of the API, by the table in the generated types. */
const procedures = [
  ...readFileSync(path.join(root, 'bindings/generated/types.d.ts'), 'utf8').matchAll(/^ {2}'([\w.]+)': \{/gm),
].map(([, name = '']) => name);

/** Four clients of the same router. */
const CLIENTS: Record<string, string> = {
  inferred: `import type { AppRouter } from '@tickwire/bindings';
import { createTRPCClient } from '@trpc/client';
const trpc = createTRPCClient<AppRouter>({ links: [] });`,
  flat: `import { createClient } from '@tickwire/bindings/client';
const trpc = createClient({ links: [] });`,
  'inferred-tanstack': `import type { AppRouter } from '@tickwire/bindings';
import { createTRPCContext } from '@trpc/tanstack-react-query';
const trpc = createTRPCContext<AppRouter>().useTRPC();`,
  'flat-tanstack': `import { createContext } from '@tickwire/bindings/tanstack';
const trpc = createContext().useTRPC();`,
};

let editor: Editor;

before(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../../tsconfig.json', include: ['.'] }),
  );
  editor = new Editor();
});

after(() => {
  editor.end();
  rmSync(folder, { recursive: true, force: true });
});

for (const [name, client] of Object.entries(CLIENTS)) {
  test(`every procedure of the ${name} client leads to its Rust function`, async () => {
    const text = [client, ...procedures.map((procedure) => `void trpc.${procedure};`), 'void trpc.auth;'].join('\n');
    const file = path.join(folder, `${name}.ts`);
    writeFileSync(file, text);
    editor.send('open', { file });
    const lines = text.split('\n');
    const define = async (procedure: string) => {
      const line = lines.indexOf(`void trpc.${procedure};`);
      const offset = `void trpc.${procedure}`.length;
      const found = (await editor.ask('definitionAndBoundSpan', { file, line: line + 1, offset })) as {
        definitions: Place[];
      };
      return found.definitions;
    };

    assert.ok(procedures.length >= 10);
    for (const procedure of procedures) {
      const [definition, ...more] = await define(procedure);
      assert.ok(definition, procedure);
      assert.deepEqual(more, []);
      const snake = procedure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const [namespace = '', rustName = ''] = snake.split('.');
      const source = `crates/api/src/procedures/${namespace}/${rustName}.rs`;
      assert.equal(path.relative(root, definition.file), source, procedure);
      const rust = readFileSync(definition.file, 'utf8').split('\n')[definition.start.line - 1];
      assert.match(rust ?? '', new RegExp(`async fn ${rustName}\\b`), procedure);
    }
    // A namespace is nothing in Rust.
    const namespaces = await define('auth');
    assert.ok(
      namespaces.every(({ file }) => file.endsWith('.d.ts')),
      JSON.stringify(namespaces),
    );
  });
}
