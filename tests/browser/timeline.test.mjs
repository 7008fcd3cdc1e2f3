// The lanes: nothing touches at any width, everything is reached, and nothing needs script.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { launch } from './browser.mjs';
import { build } from './site.mjs';
import { axe, watched } from './watched.mjs';
import { built, event } from './written.mjs';

const TITLES = [
  'Der Bundesverfassungsgerichtspräsident widerspricht der Donaudampfschifffahrtsgesellschaft',
  'مجلس الحدود يرفض الاتفاق على المعابر والجسور والموانئ كلها',
  '边界委员会就港口与桥梁的协议提出异议并要求重新审议全部条款',
  'The council signs',
];

// `many` events over nine centuries, most of them in the last, 33 of them on one day.
function long(many, language) {
  const files = { 'site.toml': `title = "Nine centuries"\nlanguage = "${language}"\nfrom = "1142"\nto = "2025"\n` };
  const days = (n) => String((n % 28) + 1).padStart(2, '0');
  const months = (n) => String((n % 12) + 1).padStart(2, '0');
  const forms = [
    (year, n) => `${year}-${months(n)}-${days(n)}`,
    (year, n) => `${year}-${months(n)}`,
    (year) => `${year}~`,
    (year, n) => `${year}-${months(n)}-${days(n)}?`,
    (year, n) => `[..${year}-${months(n)}-${days(n)}]`,
    (year, n) => `${year}-${months(n)}-${days(n)}/${year + 1}-${months(n)}`,
    (year) => `[${year},${year + 2}]`,
    (year) => `${year}/..`,
  ];
  for (let n = 0; n < many; n += 1) {
    const year = n % 3 === 0 ? 1142 + ((n * 37) % 883) : 1990 + (n % 36);
    const date = n < 33 ? '1999-05-09' : forms[n % 7 === 0 ? n % 8 : n % 2](year, n);
    const front = { title: `${n}. ${TITLES[n % TITLES.length]}`, date, actors: [`Body ${n % 17}`, `Person ${n % 5}`] };
    if (n === 3) front.date = '0900';
    if (n % 97 === 0) front.accounts = [{ date: `${year}-01-05` }, { date: `${year}-03-09` }];
    files[`content/events/e${n}.md`] = event(front);
  }
  return files;
}

// In the page: which of its marks and words lie on each other, and which marks are too small.
function look() {
  const faults = [];
  const box = (element) => element.getBoundingClientRect();
  const touch = (a, b) =>
    a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  const apart = (what, groups) => {
    for (let a = 0; a < groups.length; a += 1) {
      for (let b = a + 1; b < groups.length; b += 1) {
        if (groups[a].boxes.some((one) => groups[b].boxes.some((other) => touch(one, other)))) {
          faults.push(`${what}: ${groups[a].name} lies on ${groups[b].name}`);
        }
      }
    }
  };
  let marks = 0;
  for (const track of document.querySelectorAll('.lanes .lane svg')) {
    const links = [...track.querySelectorAll('a')];
    marks += links.length;
    const groups = links.map((link) => {
      const hits = [...link.querySelectorAll('.hit, .more rect')];
      if (link.classList.contains('more')) hits.push(link.querySelector('rect'));
      const boxes = hits.map(box);
      const wide = Math.max(...boxes.map((b) => b.right)) - Math.min(...boxes.map((b) => b.left));
      const tall = Math.max(...boxes.map((b) => b.bottom)) - Math.min(...boxes.map((b) => b.top));
      const name = link.querySelector('title')?.textContent ?? '';
      if (wide < 23.9 || tall < 23.9) faults.push(`${name}: a target of ${wide} × ${tall} px`);
      if (!/^.+: .+/.test(name)) faults.push(`a mark without a name: ${link.outerHTML.slice(0, 80)}`);
      boxes.push(...[...link.querySelectorAll('foreignObject')].map(box));
      return { name, boxes };
    });
    apart('marks', groups);
  }
  for (const svg of document.querySelectorAll('.strip svg')) {
    const texts = [...svg.querySelectorAll('text:not(.arrow)')].filter((text) => box(text).width > 0);
    apart('words', texts.map((text) => ({ name: text.textContent, boxes: [box(text)] })));
  }
  for (const lane of document.querySelectorAll('.lane')) {
    if (touch(box(lane.querySelector('.lane-name')), box(lane.querySelector('svg')))) {
      faults.push(`the name of a lane lies on it: ${lane.textContent.trim().slice(0, 40)}`);
    }
  }
  const list = new Set([...document.querySelectorAll('.marked a')].map((link) => link.href));
  for (const link of document.querySelectorAll('.lane a:not(.more, .part, .lane-name a)')) {
    if (!list.has(link.href.baseVal ? new URL(link.href.baseVal, document.baseURI).href : link.href)) {
      faults.push(`drawn, and not in the list: ${link.href.baseVal}`);
    }
  }
  if (document.scrollingElement.scrollWidth > innerWidth) {
    const wide = [...document.querySelectorAll('main *')].filter((element) => {
      return !element.closest('.lanes') && box(element).right > innerWidth + 1;
    });
    faults.push(`the page is wider than the window: ${wide[0]?.outerHTML.slice(0, 120)}`);
  }
  return { faults, marks };
}

const SITES = {
  sample: { make: () => build('sample'), closer: null, least: 10 },
  'two thousand events': { make: () => built('centuries', long(2000, 'en')), closer: 'timeline/1999.html', least: 20 },
  'from right to left': { make: () => built('rtl', long(120, 'ar')), closer: null, least: 100 },
};

for (const [name, { make, closer, least }] of Object.entries(SITES)) {
  describe(name, () => {
    let browser;
    let site;
    before(async () => {
      site = make();
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      site?.remove();
    });
    const address = (path) => pathToFileURL(`${site.root}/${path}`).href;
    const pages = () => ['timeline.html', ...(closer ? [closer] : [])];
    const kinds = () => [
      ...pages(),
      ...['timeline/places.html', 'timeline/tags.html', 'timeline/outlets.html'].filter((path) => site.pages.includes(path)),
    ];

    for (const [width, text] of [[320, 1], [768, 1], [1440, 1], [320, 2], [768, 2], [1440, 2]]) {
      test(`nothing touches at ${width} px and ${text * 100} % text`, async () => {
        const { page, faults, close } = await watched(browser, { viewport: { width, height: 900 } });
        for (const path of [...kinds(), 'index.html', site.pages.find((path) => path.startsWith('events/'))]) {
          await page.goto(address(path));
          await page.evaluate((by) => {
            const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
            document.documentElement.style.fontSize = `${size * by}px`;
          }, text);
          const found = await page.evaluate(look);
          faults.push(...found.faults.map((fault) => `${path}: ${fault}`));
          if (path === 'timeline.html') assert.ok(found.marks >= least, `only ${found.marks} marks`);
        }
        await close();
        assert.deepEqual(faults, []);
      });
    }

    for (const colorScheme of ['light', 'dark']) {
      test(`axe finds nothing, ${colorScheme}`, async () => {
        const faults = [];
        for (const width of [320, 1280]) {
          const { page, close } = await watched(browser, { viewport: { width, height: 800 }, colorScheme });
          for (const path of pages()) {
            await page.goto(address(path));
            faults.push(...(await axe(page)).map((fault) => `${path} at ${width} px: ${fault}`));
          }
          await close();
        }
        assert.deepEqual(faults, []);
      });
    }

    test('each mark is reached by the keyboard, shows it, and leads on', async () => {
      const { page, faults, close } = await watched(browser, { javaScriptEnabled: true });
      await page.goto(address('timeline.html'));
      const lanes = page.locator('.lanes').first();
      const all = await lanes.locator('a').count();
      await lanes.locator('a').first().focus();
      for (let n = 1; n < all; n += 1) {
        const unseen = await page.evaluate(() => {
          const at = document.activeElement;
          if (!at.closest('.lanes')) return 'the lanes are left too early';
          return getComputedStyle(at).outlineStyle === 'none' ? `no outline: ${at.outerHTML.slice(0, 90)}` : null;
        });
        if (unseen) faults.push(`${n}: ${unseen}`);
        await page.keyboard.press('Tab');
      }
      const last = await page.evaluate(() => {
        const at = document.activeElement;
        return at.href.baseVal ?? at.getAttribute('href');
      });
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.href.endsWith(last.replace(/^(\.\.\/)+/, '')));
      await close();
      assert.deepEqual(faults, []);
    });
  });
}

describe('without script', () => {
  let browser;
  let site;
  before(async () => {
    site = built('centuries', long(2000, 'en'));
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    site?.remove();
  });

  test('bars lead closer and closer, and each event is drawn on one page', async () => {
    const { page, faults, close } = await watched(browser, { javaScriptEnabled: false });
    await page.goto(pathToFileURL(`${site.root}/timeline.html`).href);
    let steps = 0;
    while ((await page.locator('.lanes a.part').count()) > 0) {
      await page.locator('.lanes a.part').last().click();
      steps += 1;
      assert.ok(steps < 8, 'it never ends');
    }
    assert.ok(steps >= 2, `nine centuries are ${steps} steps away from a page with marks`);
    assert.ok((await page.locator('.lanes a').count()) > 0);
    const closer = site.pages.filter((path) => path.startsWith('timeline/'));
    const listed = [];
    for (const path of ['timeline.html', ...closer]) {
      for (const [, id] of site.text(path).matchAll(/<li id="e-(\d+)">/g)) listed.push(Number(id));
    }
    assert.ok(closer.length < 200, `${closer.length} pages`);
    assert.equal(new Set(listed).size, listed.length, 'an event stands on two pages');
    assert.equal(listed.length, 2000);
    await close();
    assert.deepEqual(faults, []);
  });
});

test('where the page is read from right to left, so is time', async () => {
  const site = built('rtl', {
    'site.toml': 'title = "x"\nlanguage = "he"\n',
    'content/events/a.md': event({ title: 'Early', date: '2001-02-03', tags: ['a'] }),
    'content/events/b.md': event({ title: 'Late', date: '2004-02-03', tags: ['a'] }),
  });
  const browser = await launch();
  const { page, faults, close } = await watched(browser);
  await page.goto(pathToFileURL(`${site.root}/timeline.html`).href);
  const at = async (title) => (await page.locator('.lane a', { hasText: title }).locator('circle').first().boundingBox()).x;
  assert.ok((await at('Early')) > (await at('Late')));
  assert.deepEqual(faults, []);
  await close();
  await browser.close();
  site.remove();
});
