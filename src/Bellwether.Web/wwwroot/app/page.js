// The page's own script: starts Blazor with a look of our own for a lost connection, and owns keys and colours.
import { connectionDown, connectionUp, watch } from './heartbeat.js';
import { onChange, theme, toggleSigns, toggleTheme } from './colours.js';

let frame = null;
onChange((name, value) => { if (name === 'theme') frame?.invokeMethodAsync('ThemeChanged', value).catch(() => { /* frozen: the colours changed all the same */ }); });

/** Called by the frame component once it is alive. */
export function attach(reference) {
  frame = reference;
  return theme();
}

function speak() {
  const spoken = document.getElementById('spoken');
  if (spoken) spoken.textContent = document.querySelector('.app')?.dataset.summary ?? '';
}

document.addEventListener('keydown', e => {
  if (e.ctrlKey || e.altKey || e.metaKey || e.target.closest?.('input, textarea, select, [contenteditable]')) return;
  if (e.key === 't') toggleTheme();
  else if (e.key === 'T') toggleSigns();
  else if (e.key === 's') speak();
  else if (e.key === '?') frame?.invokeMethodAsync('ShowKeys').catch(() => { /* frozen: the note says how to go on */ });
});
document.addEventListener('click', e => { if (e.target.closest('[data-act=theme]')) toggleTheme(); });

const warningsOnly = 3;
await Blazor.start({
  circuit: {
    logLevel: warningsOnly,
    configureSignalR: connection => connection.configureLogging(warningsOnly),
    reconnectionHandler: { onConnectionDown: connectionDown, onConnectionUp: connectionUp },
  },
});
watch();
