// The page of the evidence and those of its years, and the pages of outlets: read by everyone, in
// both directions, and without colour.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { launch } from './browser.mjs';
import { axe, watched } from './watched.mjs';
import { built, event } from './written.mjs';

// More events than the one page lists, and weaknesses that stand and that are excused.
function files(language, words) {
  const all = {
    'site.toml': `title = ${JSON.stringify(words)}\nlanguage = "${language}"\n`,
    'content/outlets.yaml': `gazette: {name: ${JSON.stringify(words)}, owner: The Council, aliases: [G], wire: true, reliability: careful}\n`,
    'content/sources/s.yaml': [
      'gazette: {outlet: G, published: 2010-03-19, title: A report, url: "https://example.org/"}',
      'courier: {outlet: Courier, published: 2010-03-20, origin: gazette}',
      'kept: {outlet: Kept, published: 2011-03-20}',
    ].join('\n'),
    'content/sources/kept.txt': 'He said: we have come a long way.\n',
  };
  for (let n = 0; n < 260; n += 1) {
    const date = `${2008 + (n % 4)}-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`;
    const front = { title: `${words} ${n}`, date };
    if (n % 9 === 0) front.except = { 'single-source': `${words}: no other was found` };
    const quote = n % 7 ? '' : '\n\n> we have come a long way\n>\n> — Someone [@kept]';
    all[`content/events/e${n}.md`] = event(front, `${words} [@gazette]. ${words}.${n % 5 ? '' : ' So [@courier].'}${quote}`);
  }
  return all;
}

const SITES = [['en', 'An event of the strait'], ['ar', 'حدث في المضيق']];

for (const [language, words] of SITES) {
  describe(language, () => {
    let browser, site, pages;
    before(async () => {
      site = built(language, files(language, words));
      browser = await launch();
      pages = ['evidence.html', 'evidence/2010.html', 'outlets/index.html', 'outlets/gazette.html', 'events/e0.html'];
    });
    after(async () => {
      await browser?.close();
      site?.remove();
    });

    for (const width of [320, 1280]) {
      for (const colorScheme of ['light', 'dark']) {
        test(`axe finds nothing at ${width} px, ${colorScheme}`, async () => {
          const { page, faults, close } = await watched(browser, { viewport: { width, height: 800 }, colorScheme });
          for (const path of pages) {
            await page.goto(site.address(path));
            faults.push(...(await axe(page)).map((fault) => `${path}: ${fault}`));
            const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
            if (wide > width) faults.push(`${path} is ${wide} px wide`);
          }
          await close();
          assert.deepEqual(faults, []);
        });
      }
    }

    test('every event stands on the page of its year, and each bar beside its figures', async () => {
      const page = await browser.newPage();
      let listed = 0;
      for (const path of site.pages.filter((path) => path.startsWith('evidence/'))) {
        await page.goto(site.address(path));
        listed += await page.locator('main .rests > li').count();
      }
      assert.equal(listed, 260);
      await page.goto(site.address('evidence.html'));
      const mute = await page.evaluate(() =>
        [...document.querySelectorAll('main svg')].filter((svg) => !/\d/.test(svg.closest('li, dd').textContent)).length);
      assert.equal(mute, 0, 'a bar says nothing that no figure says');
      await page.close();
    });

    test('a bar can be seen where colours are forced, and in black and white', async () => {
      const page = await browser.newPage({ forcedColors: 'active' });
      await page.goto(site.address('evidence.html'));
      const [part, whole] = await page.evaluate(() => {
        const [whole, part] = [...document.querySelector('main svg').children].map((it) => getComputedStyle(it));
        return [part, whole].map((it) => `${it.fill} ${it.stroke}`);
      });
      assert.notEqual(part, whole);
      await page.close();
    });
  });
}
