// Every script of the lists must be readable on a machine without fonts for it. Browsers take from each font only the
// slices (unicode-range) that a page shows. The rules of the East Asian fonts alone are long, so they come after the page.
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-arabic/wght.css';
import '@fontsource-variable/noto-sans-hebrew/wght.css';

/** Loads the rules of the fonts for Chinese, Japanese and Korean. */
export async function loadEastAsianFonts(): Promise<void> {
  await Promise.all([import('@fontsource/noto-sans-sc/400.css'), import('@fontsource/noto-sans-kr/400.css')]);
}
