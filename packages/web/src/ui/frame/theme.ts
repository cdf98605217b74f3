import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The gate's own blue. Shade 7 carries white text at 5.4 : 1. */
const gate: MantineColorsTuple = [
  '#edf2fc',
  '#dbe4f7',
  '#b5c8ee',
  '#8caae5',
  '#6a90de',
  '#557fda',
  '#4a77d9',
  '#3b66c1',
  '#325aad',
  '#274e99',
];

/** Greys with a touch of blue; `dark.2` is readable on every darker shade. */
const dark: MantineColorsTuple = [
  '#d7dce5',
  '#b9c1ce',
  '#9ba5b5',
  '#79849a',
  '#3d4654',
  '#2c333f',
  '#222833',
  '#1a1f28',
  '#141820',
  '#0e1116',
];

/** Mantine's red and green with the upper shades darkened until white text is readable on them. */
const red: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#ff6b6b',
  '#fa5252',
  '#c92a2a',
  '#b02525',
  '#8f1d1d',
];
const green: MantineColorsTuple = [
  '#ebfbee',
  '#d3f9d8',
  '#b2f2bb',
  '#8ce99a',
  '#69db7c',
  '#51cf66',
  '#40c057',
  '#2b7a3d',
  '#256b35',
  '#1b5228',
];

/** How everything looks: one theme for light and dark, every pair of colours at 4.5 : 1 or better. */
export const theme = createTheme({
  primaryColor: 'gate',
  primaryShade: 7,
  colors: { gate, dark, red, green },
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  respectReducedMotion: true,
  cursorType: 'pointer',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.2rem', lineHeight: '1.35' },
      h3: { fontSize: '1.02rem', lineHeight: '1.4' },
    },
  },
  components: {
    Modal: { defaultProps: { centered: false, closeButtonProps: { 'aria-label': 'Close' }, radius: 'lg' } },
    // In its place on the page, a menu lies within a landmark, and its first item takes the focus.
    Menu: { defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } },
    // Inside a dialog a header is no second banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Tooltip: { defaultProps: { events: { hover: true, focus: true, touch: true }, multiline: true, maw: 320, withArrow: true } },
    Paper: { defaultProps: { radius: 'lg' } },
    Table: { defaultProps: { verticalSpacing: 'sm', highlightOnHover: true } },
  },
});

/** Where Mantine's own greys and reds are too faint to read, ours stand in. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1b222c',
    '--mantine-color-dimmed': '#5a6472',
    '--mantine-color-placeholder': '#6a7380',
    '--mantine-color-error': '#b02525',
    '--mantine-color-default-border': '#c9d0d9',
    '--app-page': '#f5f7fa',
    '--app-card': '#ffffff',
    '--app-line': '#dfe4ea',
  },
  dark: {
    '--mantine-color-error': '#ff8787',
    '--mantine-color-placeholder': '#8b95a7',
    '--mantine-color-anchor': '#8caae5',
    '--app-page': '#141820',
    '--app-card': '#1a1f28',
    '--app-line': '#2c333f',
  },
});
