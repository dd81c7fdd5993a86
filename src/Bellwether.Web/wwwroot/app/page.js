// The page's own script: starts Blazor with a look of our own for a lost connection, and owns keys and colours.
import { connectionDown, connectionUp, watch } from './heartbeat.js';
import { onChange, theme, toggleSigns, toggleTheme } from './colours.js';

let frame = null;
// While the page is frozen nobody answers; the note says how to go on.
const call = (method, ...values) => frame?.invokeMethodAsync(method, ...values).catch(() => {});
onChange((name, value) => { if (name === 'theme') call('ThemeChanged', value); });

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
  else if (e.key === '?') call('ShowKeys');
  else if (e.key === 'Escape') call('CloseKeys');
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
