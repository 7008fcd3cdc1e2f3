// The filters of a page that lists events. Loaded when a reader opens them, draws on the strip, or
// comes with an address that holds some. Each event's row of data lies in data/, 512 a file.
'use strict';

(() => {
  const { root, want, make, words, dressed, fold, own } = dateline;
  const ROWS = 512;
  const FIELDS = ['path', 'title', 'date', 'first', 'last', 'sure', 'known', 'actor', 'place', 'tag', 'outlet',
    'status'];
  const NAMES = ['actor', 'place', 'tag', 'outlet'];
  // How sure a date is: the value in the address, the letter in the data, the key of its words.
  const SURE = [
    ['day', 'd', 'filter_day'],
    ['less', 'l', 'filter_less'],
    ['about', 'a', 'filter_about'],
    ['uncertain', 'u', 'filter_uncertain'],
    ['open', 'o', 'filter_open'],
    ['several', 's', 'filter_several'],
    ['rival', 'r', 'accounts'],
    ['undated', 'n', 'undated'],
  ];
  // How far an event is settled, in the theme's own words; a site may have others.
  const STATUSES = ['confirmed', 'reported', 'disputed', 'predicted', 'retracted'];
  const LONGEST_LIST = 50;

  // ── Days, counted from 1970-01-01 in the proleptic Gregorian calendar ──

  function dayNumber(year, month, day) {
    const shifted = month > 2 ? year : year - 1;
    const century = Math.floor(shifted / 400);
    const inCentury = shifted - century * 400;
    const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
    return century * 146097 + inCentury * 365 + Math.floor(inCentury / 4) - Math.floor(inCentury / 100) +
      inYear - 719468;
  }

  function dayOf(number) {
    const shifted = number + 719468;
    const century = Math.floor(shifted / 146097);
    const inCentury = shifted - century * 146097;
    const inYears = Math.floor((inCentury - Math.floor(inCentury / 1460) + Math.floor(inCentury / 36524) -
      Math.floor(inCentury / 146096)) / 365);
    const rest = inCentury - (365 * inYears + Math.floor(inYears / 4) - Math.floor(inYears / 100));
    const part = Math.floor((5 * rest + 2) / 153);
    const month = part < 10 ? part + 3 : part - 9;
    return [century * 400 + inYears + (month <= 2 ? 1 : 0), month, rest - Math.floor((153 * part + 2) / 5) + 1];
  }

  // The first and the last day of what is written: a year, a month or a day. Null where it is no date.
  function stretch(text) {
    const [, year, month, day] = text.trim().match(/^(-?\d{1,6})(?:-(\d\d))?(?:-(\d\d))?$/) ?? [];
    if (year === undefined) return null;
    const [y, m, d] = [Number(year), Number(month ?? 0), Number(day ?? 0)];
    if (month === undefined) return [dayNumber(y, 1, 1), dayNumber(y + 1, 1, 1) - 1];
    if (m < 1 || m > 12) return null;
    const next = m === 12 ? dayNumber(y + 1, 1, 1) : dayNumber(y, m + 1, 1);
    if (day === undefined) return [dayNumber(y, m, 1), next - 1];
    const at = dayNumber(y, m, d);
    return d >= 1 && at < next ? [at, at] : null;
  }

  // A day as it is written, no finer than so many days can be told apart.
  function written(number, grain) {
    const [year, month, day] = dayOf(number);
    const digits = (n, width) => String(n).padStart(width, '0');
    const parts = [(year < 0 ? '-' : '') + digits(Math.abs(year), 4)];
    if (grain < 20) parts.push(digits(month, 2));
    if (grain < 1) parts.push(digits(day, 2));
    return parts.join('-');
  }

  // ── What is asked for: each part of it as it stands in the address ──

  const ASKED = ['text', ...NAMES, 'sure', 'status', 'from', 'to', 'asof'];

  function read() {
    const hash = new URLSearchParams(location.hash.slice(1));
    return Object.fromEntries(ASKED.map((name) => [name, hash.get(name) ?? '']));
  }

  const hashOf = (asked, parts) =>
    new URLSearchParams(parts.filter((name) => asked[name]).map((name) => [name, asked[name]]));

  // Keeps what is asked for in the address; `anew` as a step that the back button takes back.
  function keep(asked, anew) {
    const hash = hashOf(asked, ASKED);
    const to = `${location.pathname}${location.search}${hash.size ? `#${hash}` : ''}`;
    history[anew ? 'pushState' : 'replaceState'](null, '', to);
  }

  // What is asked for goes on with a reader who turns the page. A stretch of time belongs to its own.
  function handOn(asked) {
    const hash = hashOf(asked, ASKED.filter((name) => name !== 'from' && name !== 'to')).toString();
    for (const link of document.querySelectorAll('.neighbours a, .parts a, .years a')) link.hash = hash;
  }

  // The test that an entry's row has to pass.
  function test(asked, names) {
    const tests = [];
    const day = (name, end) => stretch(asked[name])?.[end];
    for (const part of fold(asked.text).split(/\s+/).filter(Boolean)) {
      tests.push((entry) => textOf(entry).includes(part));
    }
    for (const name of NAMES.filter((name) => asked[name])) {
      const wanted = fold(asked[name]).trim();
      const like = names[name].has(wanted)
        ? new Set([wanted])
        : new Set([...names[name].keys()].filter((known) => known.includes(wanted)));
      tests.push(({ row }) => row[name].some((known) => like.has(known)));
    }
    const sure = SURE.find(([value]) => value === asked.sure);
    if (sure) tests.push(({ row }) => row.sure.includes(sure[1]));
    if (asked.status) tests.push(({ row }) => row.status === asked.status);
    const [from, to, asOf] = [day('from', 0), day('to', 1), day('asof', 1)];
    if (from !== undefined || to !== undefined) {
      tests.push(({ row }) => (row.first !== null || row.last !== null) &&
        (from === undefined || row.last === null || row.last >= from) &&
        (to === undefined || row.first === null || row.first <= to));
    }
    // What no dated source bears is not known to have been known: so a build as of a day has it too.
    if (asOf !== undefined) tests.push(({ row }) => row.known !== null && row.known <= asOf);
    return tests.length ? (entry) => tests.every((passes) => passes(entry)) : null;
  }

  function textOf(entry) {
    entry.text ??= fold(entry.element.textContent);
    return entry.text;
  }

  // ── The page's entries, with their data ──

  async function load() {
    const entries = [...document.querySelectorAll('[data-n]')].map((element) => {
      return { element, n: Number(element.dataset.n), row: null, text: null };
    });
    const files = [...new Set(entries.map(({ n }) => Math.floor(n / ROWS)))];
    const loaded = new Map(await Promise.all(files.map(async (file) => [file, await want(`data/events-${file}.js`)])));
    // The names that the page has: folded, each with how it is written and how often it stands there.
    const names = Object.fromEntries(NAMES.map((name) => [name, new Map()]));
    const folded = new Map([...loaded].map(([file, { names }]) => [file, names.map((list) => list.map(fold))]));
    for (const entry of entries) {
      const file = Math.floor(entry.n / ROWS);
      const data = loaded.get(file);
      entry.row = Object.fromEntries(FIELDS.map((name, at) => [name, data.rows[entry.n % ROWS][at]]));
      NAMES.forEach((name, at) => {
        const ids = entry.row[name];
        entry.row[name] = ids.map((id) => folded.get(file)[at][id]);
        for (const id of ids) {
          const known = names[name].get(folded.get(file)[at][id]);
          if (known) known.count += 1;
          else names[name].set(folded.get(file)[at][id], { name: data.names[at][id], count: 1 });
        }
      });
    }
    return { entries, names };
  }

  // ── The form ──

  let listCount = 0;

  function field(label, control, ...more) {
    return make('label', {}, make('span', {}, label), control, ...more);
  }

  // A field for one of many names: as one writes, those like it are offered.
  function nameField(label, known) {
    const list = make('datalist', { id: `filter-${listCount++}` });
    const input = make('input', { type: 'text', autocomplete: 'off' });
    input.setAttribute('list', list.id);
    const order = new Intl.Collator(document.documentElement.lang).compare;
    const all = [...known].sort(([, a], [, b]) => b.count - a.count || order(a.name, b.name));
    const offer = () => {
      const wanted = fold(input.value).trim();
      const like = all.filter(([folded]) => folded.includes(wanted)).slice(0, LONGEST_LIST);
      list.replaceChildren(...like.map(([, { name, count }]) => make('option', { value: name, label: `${name} (${count})` })));
    };
    input.addEventListener('input', offer);
    input.addEventListener('focus', offer, { once: true });
    return [field(label, input, list), input];
  }

  async function build(details, { entries, names }) {
    const word = await words();
    const form = make('form', { autocomplete: 'off' });
    form.setAttribute('aria-label', word('filter_title'));
    const controls = {};
    controls.text = make('input', { type: 'text' });
    form.append(field(word('filter_text'), controls.text));
    for (const [name, key] of [['actor', 'actors'], ['place', 'places'], ['tag', 'tags'], ['outlet', 'outlet']]) {
      const [label, input] = nameField(word(key), names[name]);
      controls[name] = input;
      if (names[name].size) form.append(label);
    }
    const there = new Set(entries.flatMap(({ row }) => [...row.sure]));
    controls.sure = make('select', {}, make('option', { value: '' }, word('filter_any')),
      ...SURE.filter(([, letter]) => there.has(letter)).map(([value, , key]) => make('option', { value }, word(key))));
    form.append(field(word('filter_certainty'), controls.sure));
    const said = [...STATUSES, ...new Set(entries.map(({ row }) => row.status))]
      .filter((status, at, all) => all.indexOf(status) === at && entries.some(({ row }) => row.status && row.status === status));
    controls.status = make('select', {}, make('option', { value: '' }, word('filter_any')),
      ...said.map((value) => make('option', { value }, STATUSES.includes(value) ? word(`status_${value}`) : value)));
    if (said.length) form.append(field(word('filter_status'), controls.status));
    const hint = make('p', { id: 'filter-hint', className: 'remark' }, word('filter_hint'));
    for (const [name, key] of [['from', 'filter_from'], ['to', 'filter_to'], ['asof', 'filter_as_of']]) {
      controls[name] = make('input', { type: 'text', dir: 'ltr', spellcheck: false });
      controls[name].setAttribute('aria-describedby', hint.id);
      form.append(field(word(key), controls[name]));
    }
    if (strip()) hint.append(`. ${word('filter_drag')}`);
    const bad = make('p', { className: 'remark' });
    bad.setAttribute('role', 'alert');
    form.append(hint, bad);
    if (details.dataset.whole === undefined) {
      const rest = make('p', { className: 'remark' }, word('filter_here'));
      const search = own.dataset.search;
      if (search) rest.append(' ', make('a', { className: 'whole', href: new URL(search, root).href }, word('filter_whole')));
      form.append(rest);
    }
    form.addEventListener('submit', (event) => event.preventDefault());
    details.append(form);
    const status = make('span');
    status.setAttribute('role', 'status');
    const reset = make('button', { type: 'button', hidden: true }, word('filter_reset'));
    details.after(make('p', { className: 'filtered remark' }, status, ' ', reset));
    return { word, controls, bad, hint, status, reset, whole: form.querySelector('.whole') };
  }

  // ── The strip ──

  const strip = () => document.querySelector('.strip svg[data-from]');

  function scale(svg) {
    const [from, to] = [Number(svg.dataset.from), Number(svg.dataset.to) + 1];
    const { left, right, width } = svg.getBoundingClientRect();
    const into = document.dir === 'rtl' ? (x) => (right - x) / width : (x) => (x - left) / width;
    return {
      day: (x) => Math.min(to - 1, Math.max(from, from + Math.floor(into(x) * (to - from)))),
      share: (day) => Math.min(100, Math.max(0, ((day - from) / (to - from)) * 100)),
      grain: (to - from) / width,
    };
  }

  let chosen = null;

  // Shows the stretch on the strip, in days; hides it where there is none.
  function mark(from, to) {
    const svg = strip();
    if (!svg) return;
    chosen ??= make('div', { className: 'chosen' });
    svg.before(chosen);
    chosen.hidden = from === undefined && to === undefined;
    const { share } = scale(svg);
    const [start, end] = [from === undefined ? 0 : share(from), to === undefined ? 100 : share(to + 1)];
    chosen.style.insetInlineStart = `${start}%`;
    chosen.style.width = `${Math.max(0, end - start)}%`;
    chosen.style.height = `${svg.getBoundingClientRect().height}px`;
  }

  function drawable(choose) {
    const svg = strip();
    if (!svg) return;
    svg.addEventListener('dragstart', (event) => event.preventDefault());
    const begin = (down) => {
      if (down.button !== 0 || !svg.contains(down.target)) return;
      const { day, grain } = scale(svg);
      let drawn = null;
      const move = (event) => {
        if (!event.buttons) {
          end(event);
          return;
        }
        if (!drawn && Math.abs(event.clientX - down.clientX) < 5) return;
        if (!drawn) svg.setPointerCapture(down.pointerId);
        drawn = [day(down.clientX), day(event.clientX)].sort((a, b) => a - b);
        mark(...drawn);
      };
      const end = (event) => {
        svg.removeEventListener('pointermove', move);
        svg.removeEventListener('pointerup', end);
        svg.removeEventListener('pointercancel', end);
        if (!drawn) return;
        if (event.type === 'pointercancel') {
          mark();
          return;
        }
        // The mark on which it ended is not followed.
        const stay = (click) => click.preventDefault();
        svg.addEventListener('click', stay, { capture: true, once: true });
        setTimeout(() => svg.removeEventListener('click', stay, { capture: true }));
        choose(written(drawn[0], grain), written(drawn[1], grain));
      };
      svg.addEventListener('pointermove', move);
      svg.addEventListener('pointerup', end);
      svg.addEventListener('pointercancel', end);
    };
    svg.addEventListener('pointerdown', begin);
    if (dateline.down) begin(dateline.down);
  }

  // ── All of it ──

  // Leaves a tick in the place of each entry that is filtered out; gives how many are left. A page
  // is laid out anew for so many at a time that its reader can go on writing.
  const AT_ONCE = 200;
  let run = 0;

  function show(entries, passes) {
    const changed = entries.filter((entry) => {
      entry.out = passes !== null && !passes(entry);
      return entry.out !== entry.element.matches('.out');
    });
    const mine = (run += 1);
    const next = () => {
      if (mine !== run) return;
      for (const { element, out } of changed.splice(0, AT_ONCE)) element.classList.toggle('out', out);
      if (changed.length) requestAnimationFrame(next);
      else between(entries, passes !== null);
    };
    next();
    return entries.filter(({ out }) => !out).length;
  }

  // What stands between entries tells of those beside it: it goes, and a year or a day with all its entries.
  function between(entries, filtered) {
    for (const list of new Set(entries.map(({ element }) => element.parentElement))) {
      let era = null;
      for (const item of list.children) {
        if (item.matches('.era')) {
          era = item;
          era.hidden = filtered;
        } else if (item.dataset.n === undefined) item.hidden = filtered;
        else if (era && !item.matches('.out')) era.hidden = false;
      }
      const day = list.parentElement.closest('li');
      day?.classList.toggle('out', [...list.children].every((item) => item.matches('.out')));
    }
    const out = new Set(entries.filter((entry) => entry.out).map(({ n }) => n));
    for (const part of document.querySelectorAll('.strip [data-of]')) {
      part.classList.toggle('gone', out.has(Number(part.dataset.of)));
    }
    recount(entries, filtered);
  }

  // A strip of many events counts them. Its bars stand for those that are left, before what all were.
  function recount(entries, filtered) {
    const svg = strip();
    if (!svg?.matches('.density')) return;
    for (const bar of svg.querySelectorAll('.left')) bar.remove();
    svg.classList.toggle('thinned', filtered);
    if (!filtered) return;
    const { share } = scale(svg);
    const bars = [...svg.querySelectorAll('.events')].map((bar) => {
      const [x, width] = [bar.x, bar.width].map(({ baseVal }) => baseVal.valueInSpecifiedUnits);
      return { bar, from: document.dir === 'rtl' ? 100 - x - width : x, all: 0, left: 0 };
    });
    for (const { row, out } of entries) {
      const day = row.first ?? row.last;
      const at = day === null ? undefined : bars.findLast(({ from }) => from <= share(day) + 0.05);
      if (!at) continue;
      at.all += 1;
      if (!out) at.left += 1;
    }
    for (const { bar, all, left } of bars.filter(({ left }) => left)) {
      const [y, height] = [bar.y, bar.height].map(({ baseVal }) => baseVal.value);
      const tall = Math.max(2, Math.round((height * left) / all));
      const drawn = bar.cloneNode();
      drawn.classList.add('left');
      drawn.setAttribute('y', y + height - tall);
      drawn.setAttribute('height', tall);
      bar.after(drawn);
    }
  }

  let started = null;

  async function start(details) {
    const [data] = await Promise.all([load().catch(() => null), dressed()]);
    if (!data) {
      const word = await words();
      const told = make('p', { className: 'remark' }, word('filter_failed'));
      told.setAttribute('role', 'alert');
      details.append(told);
      return null;
    }
    const ui = await build(details, data);
    let asked = read();

    function apply() {
      const wrong = ['from', 'to', 'asof'].filter((name) => asked[name] && !stretch(asked[name]));
      for (const name of ['from', 'to', 'asof']) {
        ui.controls[name].setAttribute('aria-invalid', String(wrong.includes(name)));
      }
      ui.bad.textContent = wrong.length ? ui.word('filter_bad_date') : '';
      const passes = test(asked, data.names);
      const count = show(data.entries, passes);
      const told = ui.word('filter_count').replace('{n}', count).replace('{all}', data.entries.length);
      ui.status.textContent = passes ? told : '';
      ui.reset.hidden = !ASKED.some((name) => asked[name]);
      mark(stretch(asked.from)?.[0], stretch(asked.to)?.[1]);
      handOn(asked);
      if (ui.whole) {
        const q = ['text', ...NAMES].map((name) => asked[name]).filter(Boolean).join(' ');
        ui.whole.href = new URL(own.dataset.search + (q ? `#${new URLSearchParams({ q })}` : ''), root).href;
      }
    }

    function fill() {
      for (const name of ASKED) ui.controls[name].value = asked[name];
    }

    function change(parts, anew) {
      Object.assign(asked, parts);
      keep(asked, anew);
      apply();
    }

    // What a reader writes into one field is one step back.
    let last = null;
    for (const name of ASKED) {
      const control = ui.controls[name];
      const dated = ['from', 'to', 'asof'].includes(name);
      control.addEventListener(dated ? 'change' : 'input', () => {
        change({ [name]: control.value.trim() }, last !== name);
        last = dated ? null : name;
      });
      control.addEventListener('blur', () => (last = null));
    }
    ui.reset.addEventListener('click', () => {
      change(Object.fromEntries(ASKED.map((name) => [name, ''])), true);
      fill();
      details.open = true;
      ui.controls.text.focus();
    });
    const follow = () => {
      // A place on the page is no filter, and takes none away.
      if (location.hash.length > 1 && !location.hash.includes('=')) return;
      asked = read();
      fill();
      apply();
    };
    window.addEventListener('popstate', follow);
    window.addEventListener('hashchange', follow);
    fill();
    apply();
    return { change, fill };
  }

  function ready(details) {
    started ??= start(details);
    return started;
  }

  const details = document.querySelector('.filters');
  drawable(async (from, to) => {
    details.open = true;
    const form = await ready(details);
    form?.change({ from, to }, true);
    form?.fill();
  });
  dateline.give(ready);
})();
