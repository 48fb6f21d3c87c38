const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };
const LABEL = { auto: '◐ Auto', light: '☀ Light', dark: '☾ Dark' };
const root = document.documentElement;

/** Cycles the button through the system's theme, light and dark; remembered in this browser. */
export function offerThemes(button, changed) {
  const apply = (theme) => {
    if (theme === 'auto') {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = theme;
    }
    button.textContent = LABEL[theme];
    button.setAttribute('aria-label', `Theme: ${theme}`);
  };
  let theme = localStorage.getItem('theme') in NEXT ? localStorage.getItem('theme') : 'auto';
  apply(theme);
  button.addEventListener('click', () => {
    theme = NEXT[theme];
    localStorage.setItem('theme', theme);
    apply(theme);
    changed();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
}

/** A colour of the theme as it is now, for what is drawn without CSS. */
export const colour = (name) => getComputedStyle(root).getPropertyValue(`--${name}`).trim();
