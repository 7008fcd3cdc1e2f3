// The search, from a disk and from a host, in any script.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { launch } from './browser.mjs';
import { serve } from './server.mjs';
import { axe, quiet, watched } from './watched.mjs';
import { built, event } from './written.mjs';

const FILES = {
  'site.toml': 'title = "Search me"\n',
  'content/method.md': '# How it was made\n\nWith scissors.\n',
  'content/sources/s.yaml': `
wire: { outlet: The Wire, title: Ferrymen strike again, author: Björk Ólafsdóttir, published: 2001-02-04 }
`,
  'content/actors/council.md': '---\ntitle: Strait Council\naliases: [Meerengenrat]\n---\n',
  'content/events/strike.md': event(
    { title: 'A strike begins', date: '2001-02-03', actors: ['council'], tags: ['ferries'], sources: ['wire'] },
    'The *crew* of the Ærø went ashore in Łódź & nowhere else.',
  ),
  'content/events/ashore.md': event({ title: 'Ashore again', date: '2001-03' }),
  'content/events/ru.md': event({ title: 'Ёжик подписал декларацию', date: '2005', language: 'ru' }, 'О сотрудничестве.'),
  'content/events/ar.md': event({ title: 'أُعلِنَ الاتفاق في مدينة', date: '2006', language: 'ar' }),
  'content/events/he.md': event({ title: 'שָׁלוֹם נחתם', date: '2007', language: 'he' }),
  'content/events/zh.md': event({ title: '联合国与集安组织签署联合声明', date: '2008', language: 'zh' }),
  'content/events/ja.md': event({ title: 'ガバナンス会議', date: '2009', language: 'ja' }),
  'content/events/kk.md': event({ title: 'Қазақстан декларацияға қол қойды', date: '2010', language: 'kk' }),
  'content/events/hy.md': event({ title: 'Երևան և Մոսկվա', date: '2011', language: 'hy' }),
  'content/events/el.md': event({ title: 'ΟΔΥΣΣΕΥΣ', date: '2012', language: 'el' }),
};

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const titles = (page) => page.locator('.results h3').allInnerTexts();
const settled = (page) => page.waitForFunction(() => document.querySelector('.found').textContent !== '');

const on = (site, path, look, options) => quiet(browser, site.address(path), look, options);

describe('search', () => {
  let site;
  before(() => {
    site = built('search', FILES);
  });
  after(() => site?.remove());

  for (const [asked, expected] of [
    ['strike', ['A strike begins', 'The Wire, 4 February 2001']],
    ['stri', ['A strike begins', 'The Wire, 4 February 2001']],
    ['st', []],
    ['ashore', ['Ashore again', 'A strike begins']],
    ['STRIKE begins', ['A strike begins']],
    ['aero lodz', ['A strike begins']],
    ['olafsdottir', ['The Wire, 4 February 2001']],
    ['wire', ['A strike begins', 'The Wire, 4 February 2001', 'The Wire']],
    ['meerengenrat', ['Strait Council']],
    ['council', ['A strike begins', 'Strait Council']],
    ['ferries', ['A strike begins', 'ferries']],
    ['scissors', ['How it was made']],
    ['amp', []],
    ['ежик', [FILES['content/events/ru.md']]],
    ['СОТРУДНИЧ', [FILES['content/events/ru.md']]],
    ['اعلن الاتفاق', [FILES['content/events/ar.md']]],
    ['مدينه', [FILES['content/events/ar.md']]],
    ['שלום', [FILES['content/events/he.md']]],
    ['联合声明', [FILES['content/events/zh.md']]],
    ['声', [FILES['content/events/zh.md']]],
    ['明声', []],
    ['カバナンス', [FILES['content/events/ja.md']]],
    ['ҚАЗАҚСТАН', [FILES['content/events/kk.md']]],
    ['ДЕКЛАРАЦ', [FILES['content/events/ru.md'], FILES['content/events/kk.md']]],
    ['երեւան', [FILES['content/events/hy.md']]],
    ['οδυσσευς', [FILES['content/events/el.md']]],
  ]) {
    test(`${asked} is found where it stands`, () =>
      on(site, `search.html#${new URLSearchParams({ q: asked })}`, async (page) => {
        await settled(page);
        const wanted = expected.map((text) => text.match(/title: "(.*)"/)?.[1] ?? text);
        assert.deepEqual(await titles(page), wanted);
        const told = await page.locator('.found').innerText();
        assert.equal(told, wanted.length ? `Found: ${wanted.length}` : 'Nothing was found.');
      }));
  }

  test('a reader writes, follows a result, and comes back to it', () =>
    on(site, 'index.html', async (page) => {
      await page.keyboard.press('/');
      await page.waitForURL(/search\.html/);
      await page.waitForFunction(() => document.activeElement.type === 'search');
      await page.keyboard.type('ashore');
      // Each pause in the writing asks: the last one is the one to wait for.
      await page.waitForURL(/#q=ashore$/);
      await settled(page);
      await page.getByRole('link', { name: 'Ashore again' }).click();
      await page.waitForURL(/events\/ashore\.html/);
      await page.goBack();
      await settled(page);
      assert.deepEqual(await titles(page), ['Ashore again', 'A strike begins']);
      await page.goBack();
      assert.equal(await page.locator('input[type=search]').inputValue(), '');
    }));

  test('what is asked again before it is answered is answered', () =>
    on(site, 'search.html', async (page) => {
      await page.waitForFunction(() => document.querySelector('.results'));
      await page.locator('input[type=search]').evaluate((input) => {
        input.value = 'ashore';
        input.form.requestSubmit();
        input.form.requestSubmit();
      });
      await settled(page);
      assert.deepEqual(await titles(page), ['Ashore again', 'A strike begins']);
    }));

  test('an address with a question asks it', () =>
    on(site, 'search.html?q=scissors', async (page) => {
      await settled(page);
      assert.deepEqual(await titles(page), ['How it was made']);
    }));

  test('what is written is text, whatever it is', () =>
    on(site, 'search.html', async (page) => {
      await page.locator('input[type=search]').fill('<img src=x onerror=alert(1)> [(.* \\ ~^ 🂡');
      await page.getByRole('button', { name: 'Search' }).click();
      await settled(page);
      await page.locator('input[type=search]').fill('...');
      await page.waitForFunction(() => document.querySelector('.found').textContent === '');
    }));

  test('axe finds nothing on it, wide and narrow, light and dark', async () => {
    for (const width of [320, 1280]) {
      for (const colorScheme of ['light', 'dark']) {
        await on(site, 'search.html#q=strike', async (page) => {
          await settled(page);
          assert.deepEqual(await axe(page), []);
          assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), width);
        }, { viewport: { width, height: 800 }, colorScheme });
      }
    }
  });

  test('the same on a host, below a path', async () => {
    const server = await serve(site.root, '/a/b/');
    const { page, faults, close } = await watched(browser);
    for (const asked of ['strike', 'ежик', 'שלום', '联合声明', 'الاتفاق']) {
      await page.goto(`${server.home}search.html?q=${encodeURIComponent(asked)}`);
      await settled(page);
      assert.ok((await titles(page)).length > 0, asked);
      const href = await page.locator('.results a').first().evaluate((link) => link.href);
      assert.ok(href.startsWith(`${server.home}events/`), href);
    }
    await close();
    await server.stop();
    assert.deepEqual(faults, []);
  });

  test('without script the page leads to the indexes', async () => {
    const { page, close } = await watched(browser, { javaScriptEnabled: false });
    await page.goto(site.address('search.html'));
    assert.equal(await page.locator('form').isVisible(), false);
    const hrefs = await page.locator('main a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    assert.ok(hrefs.includes('years/index.html') && hrefs.includes('sources/index.html'), `${hrefs}`);
    await close();
  });

  test('filters of one page lead on to the search of all', () =>
    on(site, 'index.html', async (page) => {
      assert.equal(await page.locator('nav a[href="search.html"]').count(), 2);
      assert.equal(await page.locator('.filters .whole').count(), 0, 'this page has all');
    }));
});

describe('the search of a site that has much', () => {
  let site;
  before(() => {
    const files = { 'site.toml': '' };
    for (let n = 0; n < 2500; n += 1) {
      const words = Array.from({ length: 60 }, (_, at) => `word${((n * 61 + at * 7919) % 9973).toString(36)}`);
      files[`content/events/e${n}.md`] = event({ title: `Event number${n}`, date: `${1000 + (n % 900)}` }, words.join(' '));
    }
    site = built('much', files);
  });
  after(() => site?.remove());

  test('no file of the index is large, and a word loads a few of them', () =>
    on(site, 'search.html', async (page) => {
      const data = site.files.filter((file) => file.startsWith('data/'));
      for (const file of data) assert.ok(site.size(file) <= 300_000, `${file}: ${site.size(file)} bytes`);
      assert.ok(data.filter((file) => file.startsWith('data/terms-')).length >= 3);
      const loaded = [];
      page.on('request', (request) => loaded.push(request.url().split('/').pop()));
      const input = page.locator('input[type=search]');
      for (const [asked, most] of [['number2499', 1], ['numb', 3], ['w', 1], ['wo', 1]]) {
        loaded.length = 0;
        await input.fill(asked);
        await page.waitForTimeout(600);
        const terms = loaded.filter((file) => file.startsWith('terms-'));
        assert.ok(terms.length <= most, `${asked} loads ${terms}`);
      }
      await input.fill('number2499');
      await page.waitForFunction(() => document.querySelectorAll('.results h3').length === 1);
      assert.deepEqual(await titles(page), ['Event number2499']);
      await input.fill('number1');
      await page.waitForFunction(() => document.querySelectorAll('.results h3').length === 50);
      assert.match(await page.locator('.results h2').innerText(), /\(1111\)/);
      await page.getByRole('button', { name: 'Show more' }).click();
      await page.waitForFunction(() => document.querySelectorAll('.results h3').length === 100);
      assert.equal(await page.evaluate(() => document.activeElement.tagName), 'A');
      await input.fill('event number7');
      await page.waitForFunction(() => document.querySelector('.found').textContent === 'Found: 111');
    }));
});
