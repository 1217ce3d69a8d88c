/** What a person prefers to see, kept in cookies so that the server's first paint already follows it. */

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Which hues mean profit and loss; blue and orange tell apart in every colour blindness. */
export const PALETTES = ['blue-orange', 'green-red', 'red-green'] as const;
export type Palette = (typeof PALETTES)[number];

/** How a preference is kept: for a year. */
export const PREFERENCE_COOKIE = { path: '/', maxAge: 31_536_000, sameSite: 'lax' } as const;

/** The theme that a cookie names. */
export function readTheme(cookie: string | undefined): Theme {
  return THEMES.find((theme) => theme === cookie) ?? 'system';
}

/** The palette that a cookie names. */
export function readPalette(cookie: string | undefined): Palette {
  return PALETTES.find((palette) => palette === cookie) ?? 'blue-orange';
}

/** Remembers one preference. */
export function writePreference(name: 'theme' | 'palette' | 'zone', value: string): void {
  const { path, maxAge, sameSite } = PREFERENCE_COOKIE;
  document.cookie = `${name}=${encodeURIComponent(value)}; path=${path}; max-age=${maxAge}; samesite=${sameSite}`;
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
