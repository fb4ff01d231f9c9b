import { createTheme } from '@mantine/core';

/** Mantine's inputs, menus and dialogs in the size and the fonts of the pages. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  defaultRadius: 4,
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 8 },
  cursorType: 'pointer',
  // Grounds and lines of the dark theme, so that Mantine's inputs stand on the pages' own colours (theme.css).
  colors: {
    dark: [
      '#e4e9ee',
      '#c4ccd4',
      '#8f9ba8',
      '#6d7986',
      '#47525e',
      '#2d353e',
      '#1b2026',
      '#14181d',
      '#101317',
      '#0b0d10',
    ],
  },
  components: {
    Button: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    NativeSelect: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Modal: { defaultProps: { transitionProps: { duration: 0 }, overlayProps: { backgroundOpacity: 0.4 } } },
    Menu: { defaultProps: { transitionProps: { duration: 0 } } },
  },
});
