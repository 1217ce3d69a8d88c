/** A configuration as text that a person edits. */
import type { Content } from './changes';

type Read = { content: Content } | { sentence: string };

/** Digits that a number of JSON keeps wherever it is read. */
const KEPT = 15;
const TOKENS = /"(?:\\.|[^"\\])*"|-?\d[\d.]*(?:[eE][+-]?\d+)?/g;

/** The text of a configuration, a name a line. */
export function writeText(content: Content): string {
  return JSON.stringify(content, null, 2);
}

/** What the text says; or in a sentence why it says nothing. */
export function readText(text: string): Read {
  if (text.trim() === '') return { sentence: 'Enter an object, such as {"symbol": "BTCUSDT"}.' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const place = /position (\d+)/.exec(error instanceof Error ? error.message : '');
    if (!place) return { sentence: 'This is not JSON.' };
    const line = text.slice(0, Number(place[1])).split('\n').length;
    return { sentence: `This is not JSON: look at line ${line}.` };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { sentence: 'This has to be an object: names and values in braces.' };
  }
  const long = (text.match(TOKENS) ?? []).find((token) => !token.startsWith('"') && digitsOf(token) > KEPT);
  if (long) return { sentence: `Write ${long} in quotes: as a number it would lose digits.` };
  return { content: value as Content };
}

function digitsOf(number: string): number {
  return number
    .replace(/[eE].*/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '').length;
}
