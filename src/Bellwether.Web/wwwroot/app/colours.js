// Theme and sign colours: two attributes of the root element, kept in cookies so that the server's first paint has them too.
const root = document.documentElement;
const listeners = new Set();

function set(name, value) {
  root.dataset[name] = value;
  document.cookie = `bellwether-${name}=${value}; path=/; max-age=31536000; samesite=strict`;
  for (const listener of listeners) listener(name, value);
}

export const theme = () => root.dataset.theme;
export const toggleTheme = () => set('theme', theme() === 'dark' ? 'light' : 'dark');
export const toggleSigns = () => set('signs', root.dataset.signs === 'green-red' ? 'blue-orange' : 'green-red');
/** The present value of a colour token, for what is drawn on a canvas. */
export const token = name => getComputedStyle(root).getPropertyValue(name).trim();
/** Calls back with ('theme' or 'signs', value) after each change; returns the way to stop it. */
export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
