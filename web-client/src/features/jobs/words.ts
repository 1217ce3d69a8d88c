/** Background work in words. */

type Words = { name: string; what: string };

const WORDS: Record<string, Words> = {
  reconciliation: {
    name: 'Reconciliation',
    what: 'Orders that are open, or ended within the hour, are asked about at their venue, and positions held against the replay of their fills.',
  },
};

/** What a kind of work is called. A newer server may know others. */
export function wordsOf(kind: string): Words {
  return WORDS[kind] ?? { name: kind, what: '' };
}
