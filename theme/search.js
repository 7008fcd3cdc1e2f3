// The search. Loaded by its page alone; the index comes in parts, as classic scripts from data/, so
// that a word that is written loads a part or two. What is found is counted on from the events in
// their order to the sources and then the actors, places, tags and pages.
'use strict';

(() => {
  const { root, want, make, words, dressed, fold } = dateline;
  const ROWS = 512; // as many as a file in data/ has
  const LONGEST = 24; // letters of a word
  const SHOWN = 50; // results of a kind at once
  // From so many letters on, a word is also the beginning of longer ones.
  const BEGINNING = 3;
  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]));

  // ── Words, divided as the index has them ──

  const DENSE = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;

  // The terms of what is written: each with whether it may begin a longer one.
  function terms(text) {
    const found = [];
    for (const [word] of fold(text).matchAll(/[\p{Alphabetic}\p{N}]+/gu)) {
      const parts = word.match(new RegExp(`${DENSE.source}+|(?:(?!${DENSE.source}).)+`, 'gu'));
      for (const part of parts) {
        const letters = [...part];
        if (!DENSE.test(part)) {
          found.push({ term: letters.slice(0, LONGEST).join(''), begins: letters.length >= BEGINNING });
        } else if (letters.length === 1) found.push({ term: part, begins: true });
        else letters.slice(1).forEach((letter, n) => found.push({ term: letters[n] + letter, begins: false }));
      }
    }
    return found;
  }

  // ── The index ──

  const contents = () => want('data/search.js');
  const parts = new Map();

  function part(n) {
    if (!parts.has(n)) parts.set(n, want(`data/terms-${n}.js`).then((text) => text.split('\n')));
    return parts.get(n);
  }

  // The first place from which on `test` holds, in what is ordered so that it goes on holding.
  function firstOf(list, test) {
    let [from, to] = [0, list.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (test(list[middle])) to = middle;
      else from = middle + 1;
    }
    return from;
  }

  // Takes down where a term stands: by thing, whether in its title. False where it is everywhere.
  function take(places, into) {
    if (places === '*') return false;
    for (const range of places.split('.')) {
      let [thing, number, weight] = [0, 0, 1];
      for (const digit of range) {
        const value = VALUE.get(digit);
        number += (value % 32) * weight;
        weight *= 32;
        if (value >= 32) continue;
        thing += number >> 1;
        into.set(thing, into.get(thing) || number % 2 === 1);
        [number, weight] = [0, 1];
      }
    }
    return true;
  }

  // Where one term stands; null where it is everywhere.
  async function places({ term, begins }) {
    const { firsts } = await contents();
    const past = (word) => word > term && !(begins && word.startsWith(term));
    const from = Math.max(0, firstOf(firsts, (first) => first >= term) - (firsts.includes(term) ? 0 : 1));
    const to = Math.max(from + 1, firstOf(firsts, past));
    const found = new Map();
    for (const lines of await Promise.all(Array.from({ length: to - from }, (_, n) => part(from + n)))) {
      // The last line is empty: it ends the text.
      const all = lines.length - 1;
      for (let n = firstOf(lines.slice(0, all), (line) => line.slice(0, line.indexOf(' ')) >= term); n < all; n += 1) {
        const [word, where] = lines[n].split(' ');
        if (begins ? !word.startsWith(term) : word !== term) break;
        if (!take(where, found)) return null;
      }
    }
    return found;
  }

  // What has all of the terms: for each thing, in how many of them its title has a part.
  async function look(asked) {
    const all = (await Promise.all(asked.map(places))).filter((found) => found !== null);
    if (!all.length) return new Map();
    const [least, ...rest] = all.sort((a, b) => a.size - b.size);
    const found = new Map();
    for (const [thing, inTitle] of least) {
      if (rest.every((other) => other.has(thing))) {
        found.set(thing, rest.filter((other) => other.get(thing)).length + Number(inTitle));
      }
    }
    return found;
  }

  // ── What is shown ──

  const row = async (kind, n) => {
    const data = await want(`data/${kind}-${Math.floor(n / ROWS)}.js`);
    return (data.rows ?? data)[n % ROWS];
  };

  function group(word, title, found, item) {
    const list = make('ol', { className: 'rests' });
    list.setAttribute('role', 'list');
    const section = make('section', {}, make('h2', {}, `${title} (${found.length})`), list);
    const more = make('button', { type: 'button' }, word('search_more'));
    let shown = 0;
    const add = async () => {
      const items = await Promise.all(found.slice(shown, shown + SHOWN).map(item));
      const first = items[0];
      list.append(...items);
      const again = shown > 0;
      shown += items.length;
      if (shown >= found.length) more.remove();
      if (again) first.querySelector('a').focus();
    };
    more.addEventListener('click', add);
    if (found.length > SHOWN) section.append(more);
    return add().then(() => section);
  }

  function result(about, path, title, ...more) {
    return make('li', {}, make('p', { className: 'rest-date' }, about),
      make('div', {}, make('h3', {}, make('a', { href: new URL(path, root).href, dir: 'auto' }, title)), ...more));
  }

  async function start(form) {
    const [word] = await Promise.all([words(), dressed()]);
    const input = form.querySelector('input');
    const status = document.querySelector('.found');
    const results = make('div', { className: 'results' });
    status.after(results);
    const kinds = ['actors', 'places', 'tags', 'chronology', 'outlet'];

    let latest = 0;
    let last = null;

    async function run(text) {
      // What is asked again while it is looked for goes on being looked for.
      if (text === last) return;
      const mine = (latest += 1);
      last = text;
      const asked = terms(text);
      if (!asked.length) {
        status.textContent = '';
        results.replaceChildren();
        return;
      }
      const [{ counts: [events, sources] }, found] = await Promise.all([contents(), look(asked)]);
      if (mine !== latest) return;
      // What has more of it in its title comes first; then the chronicle's order.
      const ranked = [...found].sort(([a, inA], [b, inB]) => inB - inA || a - b).map(([thing]) => thing);
      const groups = await Promise.all([
        [word('events_title'), ranked.filter((n) => n < events), async (n) => {
          const [path, title, date] = await row('events', n);
          return result(date, path, title);
        }],
        [word('sources_title'), ranked.filter((n) => n >= events && n < events + sources), async (n) => {
          const [path, label, title] = await row('sources', n - events);
          return result('', path, label, ...title ? [make('p', { className: 'headline', dir: 'auto' }, title)] : []);
        }],
        [['actors', 'places', 'tags', 'outlets'].map((kind) => word(`${kind}_title`)).join(', '),
          ranked.filter((n) => n >= events + sources), async (n) => {
            const [path, title, kind] = await row('names', n - events - sources);
            return result(kind === 3 ? '' : word(kinds[kind]), path, title);
          }],
      ].filter(([, found]) => found.length).map(([title, found, item]) => group(word, title, found, item)));
      if (mine !== latest) return;
      results.replaceChildren(...groups);
      status.textContent = found.size ? word('search_count').replace('{n}', found.size) : word('search_none');
    }

    const search = (text) => run(text).catch(() => {
      last = null;
      status.textContent = word('search_failed');
    });

    // The address has what is looked for: after `#`, or after `?` where a link brings it there.
    const asked = () => new URLSearchParams(location.hash.slice(1)).get('q') ??
      new URLSearchParams(location.search).get('q') ?? '';

    let writing = 0;
    let begun = false;
    const keep = (text) => {
      const to = `${location.pathname}${text ? `#${new URLSearchParams({ q: text })}` : ''}`;
      if (begun) history.replaceState(null, '', to);
      else history.pushState(null, '', to);
      begun = true;
    };
    input.addEventListener('input', () => {
      clearTimeout(writing);
      writing = setTimeout(() => {
        keep(input.value.trim());
        search(input.value);
      }, 120);
    });
    input.addEventListener('blur', () => (begun = false));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      clearTimeout(writing);
      keep(input.value.trim());
      search(input.value);
    });
    const follow = () => {
      if (location.hash && !location.hash.includes('q=')) return;
      input.value = asked();
      search(input.value);
    };
    window.addEventListener('popstate', follow);
    window.addEventListener('hashchange', follow);
    if (!input.value) input.value = asked();
    if (input.value) search(input.value);
    else input.focus();
  }

  dateline.give(start);
})();
