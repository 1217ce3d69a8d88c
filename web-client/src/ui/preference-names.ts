/** What the preferences are called. */
import type { Palette, Theme } from './preferences';

export const THEME_NAMES: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };

export const PALETTE_NAMES: Record<Palette, string> = {
  'blue-orange': 'Blue and orange',
  'green-red': 'Green and red',
  'red-green': 'Red and green',
};
