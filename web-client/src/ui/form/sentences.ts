/** What a form says of its fields, in the browser and on the server alike. */

/** For each field that a person fills in: what to say where nothing was entered, and where it will not do. */
export type Sentences<Input> = { [K in keyof Input]?: { missing: string; wrong: string } };

/** The sentence for a field whose value was not taken. */
export function sentenceFor<Input>(sentences: Sentences<Input>, name: string, value: unknown): string {
  const known: Record<string, { missing: string; wrong: string } | undefined> = sentences;
  const own = known[name];
  if (!own) return 'This will not do.';
  return value === '' || value === undefined || value === null ? own.missing : own.wrong;
}
