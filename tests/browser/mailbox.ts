/** The mailbox of development, as a person would read it. */
import assert from 'node:assert/strict';
import type { Stack } from '../../tools/stack.mjs';

/** The link in the newest mail to an address; waits until there is one beyond those that were `seen`. */
export async function linkTo(stack: Stack, email: string, seen: string[] = []): Promise<string> {
  const url = `${stack.apiUrl}/dev/mail?to=${encodeURIComponent(email)}`;
  for (let tries = 0; tries < 100; tries += 1) {
    const response = await fetch(url, { headers: { accept: 'application/json' } });
    const letters = (await response.json()) as { text: string }[];
    const links = letters.flatMap(({ text }) => /https?:\/\/\S+token=\S+/.exec(text) ?? []);
    const link = links.find((found) => !seen.includes(found));
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`no mail to ${email}`);
}
