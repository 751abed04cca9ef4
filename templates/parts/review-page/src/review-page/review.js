// The page works without this. With it: single keys, the next case without a new page, and a word when nobody answers.

const status = document.createElement('p');
status.id = 'status';
status.setAttribute('role', 'status');
document.body.append(status);

/** The next case is new to the eye: a key that was meant for the last one must not decide it. In milliseconds. */
const SETTLE = 400;
/** How often an empty page looks for what came in. In milliseconds. */
const LOOK = 10_000;

let busy = false;
let shownAt = performance.now();
const main = () => document.querySelector('main');
const say = (text) => {
  status.textContent = text;
  status.hidden = text === '';
};

async function load(url, options) {
  if (busy) return;
  busy = true;
  main().setAttribute('aria-busy', 'true');
  try {
    const response = await fetch(url, { credentials: 'same-origin', ...options });
    const text = await response.text();
    const next = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
    if (response.status === 401 || next === null || !response.url.startsWith(location.origin)) {
      location.assign('/');
      return;
    }
    main().replaceWith(document.importNode(next, true));
    say('');
    begin();
    main().querySelector('[role=alert], h1')?.focus?.();
  } catch {
    say('The page cannot be reached. Nothing is lost: try again in a moment.');
  } finally {
    busy = false;
    main().removeAttribute('aria-busy');
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.closest('main') === null || form.method !== 'post') return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  load(form.action, { method: 'POST', body });
});

function open(key) {
  const details = document.querySelector(`details[data-open="${key}"]`);
  if (details === null) return;
  for (const other of document.querySelectorAll('details[data-open]')) other.open = other === details;
  details.querySelector('select, textarea, input:not([type=hidden]), button')?.focus();
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    for (const one of document.querySelectorAll('details[data-open]')) one.open = false;
    document.querySelector('h1')?.focus();
    return;
  }
  const typing = event.target.closest?.('input, textarea, select') ?? null;
  const other = event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing;
  if (typing !== null || other || !keysOn() || busy || performance.now() - shownAt < SETTLE) return;
  const key = event.key.toLowerCase();
  const rejecting = document.querySelector('details[data-open="r"]')?.open;
  const button =
    document.querySelector(`[data-key="${CSS.escape(key)}"]`) ??
    (rejecting ? document.querySelector(`[data-reason="${CSS.escape(key)}"]`) : null);
  if (button === null && key !== 'c' && key !== 'r') return;
  event.preventDefault();
  if (button === null) open(key);
  else button.click();
});

// Whoever speaks to the machine would press single keys without knowing, so they can be switched off.
const keysOn = () => localStorage.getItem('keys') !== 'off';
document.addEventListener('click', (event) => {
  if (event.target.id !== 'keys') return;
  localStorage.setItem('keys', keysOn() ? 'off' : 'on');
  showKeys();
});
function showKeys() {
  const button = document.getElementById('keys');
  if (button === null) return;
  button.hidden = false;
  button.textContent = keysOn() ? 'Switch single keys off' : 'Switch single keys on';
  document.body.dataset.keys = keysOn() ? 'on' : 'off';
}

function begin() {
  shownAt = performance.now();
  showKeys();
  const undo = document.querySelector('.undo');
  if (undo !== null) setTimeout(() => undo.remove(), Number(undo.dataset.seconds) * 1000);
}

setInterval(() => {
  if (document.querySelector('[data-empty]') !== null && !document.hidden) load('/review');
}, LOOK);
begin();
