/**
 * Colours of the chart: WebGL takes no CSS variables. Those of services are Okabe and Ito's (2008), which people with any
 * colour blindness tell apart, darker or lighter for each ground; a stroke of its own goes with each.
 */
export interface Palette {
  readonly ground: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly act: string;
  readonly services: readonly string[];
}

const LIGHT: Palette = {
  ground: '#ffffff',
  ink: '#17202a',
  quiet: '#596571',
  line: '#8893a0',
  act: '#1f5f99',
  services: ['#0072b2', '#b84f00', '#00805a', '#a8437f', '#7a6a00', '#2f8fc9'],
};
const DARK: Palette = {
  ground: '#14181d',
  ink: '#e4e9ee',
  quiet: '#9aa6b2',
  line: '#6d7986',
  act: '#79b8f0',
  services: ['#4ea8e0', '#f0884a', '#3cc49a', '#dd8fbd', '#d9c94a', '#9fd2f2'],
};

export const paletteOf = (scheme: 'light' | 'dark'): Palette => (scheme === 'dark' ? DARK : LIGHT);

/** The colour of a service by its place among all; those beyond the palette share one, and have their letters. */
export const serviceColour = ({ services, quiet }: Palette, at: number): string => services[at] ?? quiet;

/** `part` of a colour on another, `#rrggbb` both: WebGL draws 20,000 lines faster where none shines through. */
export function blend(colour: string, ground: string, part: number): string {
  const channel = (text: string, at: number): number => Number.parseInt(text.slice(at, at + 2), 16);
  return `#${[1, 3, 5]
    .map((at) =>
      Math.round(channel(colour, at) * part + channel(ground, at) * (1 - part))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
