// Dateline's script: what a reader gains where script runs. Without it every page is whole.
//
// This file is loaded by every page. What only some readers ask for, the filters, the search and
// the words, comes when they ask: as classic scripts, since nothing else loads from a disk.
// A file of this name in a site's theme/ replaces this one.
'use strict';

(() => {
  const own = document.currentScript;
  const root = new URL('..', own.src);
  const asked = new Map();

  // Loads a script or a style sheet of the site, by its path from the root, once; gives what it gives.
  function want(path) {
    if (!asked.has(path)) {
      asked.set(path, new Promise((resolve, reject) => {
        const address = new URL(path, root).href;
        const element = path.endsWith('.css')
          ? make('link', { rel: 'stylesheet', href: address })
          : make('script', { src: address });
        element.onload = () => resolve(element.given);
        element.onerror = () => {
          asked.delete(path);
          reject(new Error(`${path} could not be loaded`));
        };
        document.head.append(element);
      }));
    }
    return asked.get(path);
  }

  // The looks of what only script shows. Without them it is plain, and works.
  const dressed = () => want('theme/script.css').catch(() => undefined);

  // What a script that was asked for calls with all that it has.
  function give(value) {
    document.currentScript.given = value;
  }

  // An element with properties, and what stands in it.
  function make(name, properties = {}, ...within) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...within);
    return element;
  }

  // The words of the interface; what has none is called by its key.
  async function words() {
    const { tags, all } = await want('theme/words.js').catch(() => ({ tags: {}, all: [{}] }));
    const spoken = all[tags[document.documentElement.lang] ?? 0];
    return (key) => spoken[key] ?? key;
  }

  // A text as it is compared: without case, accents and the joins of letters. As the program folds
  // what it puts into the index.
  function fold(text) {
    const bare = text.normalize('NFKD').replace(/[\p{M}\u0640]/gu, '').toLowerCase();
    return bare.normalize('NFKD').replace(/[\p{M}ßæœøłđıةىς]/gu, (letter) => ALIKE[letter] ?? '');
  }
  const ALIKE = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i', ة: 'ه', ى: 'ي', ς: 'σ' };

  window.dateline = { root, want, give, make, words, dressed, fold, own };

  // ── The source of a citation mark, in a card over the text ──

  const card = make('div', { className: 'over sources', tabIndex: -1, role: 'dialog' });
  let mark = null; // whose card it is
  let wanted = null; // whose card is to be shown, once it has its looks
  let held = false; // whether it stays until it is closed
  let resting = false; // whether the focus only comes back to its mark
  let leaving = 0;

  const open = () => card.matches(':popover-open');

  function show(at, hold) {
    clearTimeout(leaving);
    const source = document.getElementById(decodeURIComponent(at.hash.slice(1)));
    if (!source?.matches('.card')) return false;
    wanted = at;
    dressed().then(() => wanted === at && fill(at, source, hold));
    return true;
  }

  function fill(at, source, hold) {
    if (!open() || mark !== at) {
      if (open()) card.hidePopover();
      const copy = source.cloneNode(true);
      for (const back of copy.querySelectorAll('.backs')) back.remove();
      for (const named of copy.querySelectorAll('[id]')) named.removeAttribute('id');
      card.replaceChildren(make('div', { className: source.className }, ...copy.childNodes));
      card.setAttribute('aria-label', at.getAttribute('aria-label') ?? at.textContent);
      mark = at;
      held = false;
      card.showPopover();
      place();
    }
    if (hold) {
      held = true;
      card.focus({ preventScroll: true });
    }
  }

  // Below the mark, or above it where there is more room; within the window.
  function place() {
    const at = mark.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const start = Math.max(8, Math.min(at.left - 24, clientWidth - card.offsetWidth - 8));
    const fits = at.bottom + card.offsetHeight + 8 <= clientHeight || at.top < card.offsetHeight;
    const top = fits ? at.bottom + 6 : at.top - card.offsetHeight - 6;
    card.style.left = `${start + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
  }

  function hide() {
    wanted = null;
    if (open() && !held) card.hidePopover();
  }

  function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 250);
  }

  function cards() {
    card.popover = 'auto';
    document.body.append(card);
    let inside = false;
    // A browser gives the focus back between the two, to what had it when the card was shown.
    card.addEventListener('beforetoggle', (event) => {
      resting = event.newState === 'closed';
      inside = card.contains(document.activeElement);
    });
    card.addEventListener('toggle', (event) => {
      if (event.newState === 'closed' && inside) mark.focus({ preventScroll: true });
      resting = false;
    });
    card.addEventListener('pointerenter', () => clearTimeout(leaving));
    card.addEventListener('pointerleave', leave);
    const of = (event) => event.target.closest?.('.ref[href^="#"]');
    document.addEventListener('pointerover', (event) => {
      const at = event.pointerType === 'mouse' && of(event);
      if (at && !(held && open())) show(at, false);
    });
    document.addEventListener('pointerout', (event) => {
      if (of(event)) leave();
    });
    document.addEventListener('focusin', (event) => {
      const at = of(event);
      if (at && !resting && at.matches(':focus-visible')) show(at, false);
    });
    document.addEventListener('focusout', (event) => {
      if (of(event) && !card.contains(event.relatedTarget)) leave();
    });
    document.addEventListener('click', (event) => {
      const at = of(event);
      if (!at || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (open() && held && mark === at) card.hidePopover();
      else if (!show(at, true)) return;
      event.preventDefault();
    });
  }

  // ── Keys ──

  const KEPT = 'dateline-keys';

  // Storage may be refused, and then the keys are on.
  function keysAreOn() {
    try {
      return localStorage.getItem(KEPT) !== 'off';
    } catch {
      return true;
    }
  }

  function turnKeys(on) {
    try {
      if (on) localStorage.removeItem(KEPT);
      else localStorage.setItem(KEPT, 'off');
    } catch {
      // Then they are on again on the next page.
    }
    off = !on;
  }

  let off = !keysAreOn();

  const shown = (element) => element.getClientRects().length > 0;
  const go = (link) => link && location.assign(link.href);

  // From where the reader is, the next of some elements, or the one before.
  function step(selector, forward) {
    const all = [...document.querySelectorAll(selector)].filter(shown);
    const here = document.activeElement.closest?.('article.entry, .lines li, .era') ?? null;
    const from = here?.isConnected && here !== document.body ? here : null;
    const beyond = (element) => {
      if (from?.contains(element)) return false;
      if (from) {
        const order = from.compareDocumentPosition(element);
        return Boolean(order & (forward ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING));
      }
      const { top } = element.getBoundingClientRect();
      return forward ? top > 4 : top < -4;
    };
    const found = forward ? all.find(beyond) : all.findLast(beyond);
    if (!found) return false;
    if (!found.matches('a')) found.tabIndex = -1;
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: 'start' });
    return true;
  }

  const ENTRIES = '.entry h3 a, .lines h3 a';
  const ERAS = '.era';
  const list = () => document.querySelector(ENTRIES) !== null;

  function event(forward) {
    if (list()) step(ENTRIES, forward);
    else go(document.querySelector(`.on-event a[rel="${forward ? 'next' : 'prev'}"]`));
  }

  function year(forward) {
    if (step(ERAS, forward) || document.querySelector('.on-event')) return;
    go(document.querySelector(`a[rel="${forward ? 'next' : 'prev'}"]`));
  }

  function sources() {
    const entry = document.activeElement.closest?.('.entry');
    const link = (entry ?? document).querySelector('.cards a');
    const fold = link?.closest('details');
    if (fold) fold.open = true;
    link?.focus();
  }

  function search() {
    const field = document.querySelector('input[type="search"]');
    if (field) field.focus();
    else if (own.dataset.search) location.assign(new URL(own.dataset.search, root));
  }

  const KEYS = {
    j: () => event(true),
    k: () => event(false),
    n: () => year(true),
    p: () => year(false),
    s: sources,
    '/': search,
    '?': help,
  };

  function pressed(press) {
    if (off || press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return;
    if (press.target.closest('input, textarea, select, [contenteditable], dialog')) return;
    // A keyboard of another script has its letters where these are.
    const other = press.key > '\u007f' && press.code.startsWith('Key');
    const run = KEYS[other ? press.code.slice(3).toLowerCase() : press.key];
    if (!run) return;
    press.preventDefault();
    run();
  }

  let dialog = null;

  async function help() {
    const [word] = await Promise.all([words(), dressed()]);
    if (!dialog) {
      const row = (keys, key) => [
        make('dt', {}, ...keys.flatMap((one, n) => [n ? ' ' : '', make('kbd', {}, one)])),
        make('dd', {}, word(key)),
      ];
      const choice = make('input', { type: 'checkbox' });
      choice.addEventListener('change', () => turnKeys(choice.checked));
      const close = make('button', { type: 'button' }, word('keys_close'));
      close.addEventListener('click', () => dialog.close());
      dialog = make('dialog', { className: 'keys' },
        make('h2', { id: 'content-keys' }, word('keys_title')),
        make('dl', {},
          ...row(['j', 'k'], 'keys_event'),
          ...row(['n', 'p'], 'keys_year'),
          ...row(['s'], 'keys_sources'),
          ...own.dataset.search ? row(['/'], 'keys_search') : [],
          ...row(['?'], 'keys_help'),
          ...row(['Esc'], 'keys_escape')),
        make('p', {}, make('label', {}, choice, ' ', word('keys_on'))),
        make('p', {}, close));
      dialog.setAttribute('aria-labelledby', 'content-keys');
      document.body.append(dialog);
    }
    dialog.querySelector('input').checked = !off;
    if (!dialog.open) dialog.showModal();
  }

  function keys() {
    document.addEventListener('keydown', pressed);
    const foot = document.querySelector('body > footer ul');
    if (!foot) return;
    const button = make('button', { type: 'button' }, own.dataset.keys);
    button.addEventListener('click', help);
    foot.append(make('li', {}, button));
  }

  // ── Filters: their script comes with the first use of them ──

  function filters(details) {
    const load = () => want('theme/filter.js').catch(() => undefined);
    const start = async () => (await load())?.(details);
    details.addEventListener('toggle', () => details.open && start());
    // Whoever presses on the strip may be about to draw: that cannot wait until it is there.
    document.querySelector('.strip')?.addEventListener('pointerdown', (event) => {
      window.dateline.down = event;
      load();
    });
    const come = () => {
      if (!location.hash.includes('=')) return;
      details.open = true;
      start();
    };
    window.addEventListener('hashchange', come);
    come();
  }

  // What is folded on a phone alone is open everywhere, where a browser cannot tell these apart.
  if (!CSS.supports('selector(::details-content)')) {
    for (const fold of document.querySelectorAll('.fold')) fold.open = true;
  }
  const form = document.querySelector('form.search');
  if (form) want('theme/search.js').then((start) => start(form), () => undefined);
  keys();
  const details = document.querySelector('.filters');
  if (details) filters(details);
  if (card.showPopover) cards();
})();
