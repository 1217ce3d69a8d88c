/** What a person prefers to see, kept in cookies so that the server's first paint already follows it. */

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Which hues mean profit and loss; blue and orange tell apart in every colour blindness. */
export const PALETTES = ['blue-orange', 'green-red', 'red-green'] as const;
export type Palette = (typeof PALETTES)[number];

const YEAR_SECONDS = 31_536_000;

/** The theme that a cookie names. */
export function readTheme(cookie: string | undefined): Theme {
  return THEMES.find((theme) => theme === cookie) ?? 'system';
}

/** The palette that a cookie names. */
export function readPalette(cookie: string | undefined): Palette {
  return PALETTES.find((palette) => palette === cookie) ?? 'blue-orange';
}

/** Remembers one preference for a year. */
export function writePreference(name: 'theme' | 'palette' | 'zone', value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

/** Remembers the theme and shows it at once. */
export function applyTheme(theme: Theme): void {
  writePreference('theme', theme);
  document.documentElement.dataset.theme = theme;
}

/** Remembers the palette and shows it at once. */
export function applyPalette(palette: Palette): void {
  writePreference('palette', palette);
  document.documentElement.dataset.palette = palette;
}
