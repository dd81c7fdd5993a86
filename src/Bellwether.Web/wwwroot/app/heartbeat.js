// Says so when the figures on the page are no longer those of the engine. The server bumps data-beat with every frame, at least once per heartbeat; after
// three missed heartbeats the page is frozen: grey, inert, with a note. Then it tries to come back by itself.
import { age, time } from './format.js';

const RETRY = 3000;
const root = document.documentElement;
const heartbeat = Number(root.dataset.heartbeat);
let lastBeat = performance.now(), lostSince = 0, nextTry = 0, trying = false;

const seen = () => { lastBeat = performance.now(); };

function freeze() {
  lostSince = lastBeat;
  nextTry = performance.now();
  root.dataset.frozen = '';
}

function thaw() {
  delete root.dataset.frozen;
  document.getElementById('page')?.removeAttribute('inert');
  document.getElementById('lost')?.replaceChildren();
  const note = document.querySelector('[data-testid=note]');
  if (note?.dataset.before !== undefined) {
    note.dataset.state = note.dataset.before;
    delete note.dataset.before;
  }
}

// Written again with every tick: should the server's side have replaced a part of the page meanwhile, it is frozen as well.
function showFrozen(now) {
  document.getElementById('page')?.setAttribute('inert', '');
  const note = document.querySelector('[data-testid=note]'), lost = document.getElementById('lost');
  if (!note || !lost) return;
  if (note.dataset.before === undefined) note.dataset.before = note.dataset.state;
  note.dataset.state = 'frozen';
  const shown = document.querySelector('[data-testid=clock] .v')?.textContent ?? time(Date.now() / 1000);
  const bold = document.createElement('b');
  bold.textContent = `This page lost the engine ${age((now - lostSince) / 1000)} ago. `;
  const text = document.createDocumentFragment();
  text.append(bold, `Figures are frozen at ${shown}; orders that rest at the broker do not depend on this page. Next try in ${age(Math.max(0, nextTry - now) / 1000 + 0.5)}. ` +
    'To stop the engine, press Ctrl-C in the terminal that runs it.');
  if (lost.textContent !== text.textContent) lost.replaceChildren(text);
}

async function comeBack() {
  trying = true;
  try {
    // Answers true with the old page still alive, false when the server no longer knows it: then a new page is needed.
    if (await Blazor.reconnect() === false) location.reload();
  } catch {
    // Not there yet. A server that was started anew answers plain requests before it knows this page.
    try {
      if ((await fetch('/health', { cache: 'no-store' })).headers.get('content-type')?.includes('json')) location.reload();
    } catch { /* still away: the next try comes by itself */ }
  } finally {
    trying = false;
    nextTry = performance.now() + RETRY;
  }
}

function look() {
  const now = performance.now(), frozen = root.dataset.frozen !== undefined;
  if (now - lastBeat <= 3 * heartbeat) {
    if (frozen) thaw();
    return;
  }
  if (!frozen) freeze();
  showFrozen(now);
  if (!trying && now >= nextTry) comeBack();
}

export function watch() {
  new MutationObserver(seen).observe(document.body, { subtree: true, childList: false, attributes: true, attributeFilter: ['data-beat'] });
  setInterval(look, Math.min(1000, heartbeat / 2));
}
/** The connection closed for certain: a first try at once often saves the page before it freezes. */
export const connectionDown = () => { if (!trying) setTimeout(comeBack, 500); };
export const connectionUp = seen;
