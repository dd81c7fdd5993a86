// Runs before the first paint: without a choice of the viewer, the colours follow the system.
(() => {
  const root = document.documentElement;
  if (!/(?:^|; )bellwether-theme=/.test(document.cookie)) root.dataset.theme = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
})();
