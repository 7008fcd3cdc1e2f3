// What is folded on a phone, and on a phone alone: the links at the head, and the sources in a list.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ENGLISH, describeSites } from './site.mjs';
import { axe, quiet } from './watched.mjs';

const PHONE = { viewport: { width: 360, height: 760 } };

describeSites((shared) => {
  const on = (path, look, options) => quiet(shared.browser, shared.site.address(path), look, options);
  const SITE = { name: 'Site', exact: true };
  const seen = (locator) => locator.evaluateAll((all) => all.filter((it) => it.checkVisibility({ contentVisibilityAuto: true })).length);

  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? 'with script' : 'without script';

    test(`on a phone the links at the head are one word, ${how}`, async () => {
      for (const path of ['index.html', 'timeline.html']) {
        await on(path, async (page) => {
          const navigation = page.getByRole('navigation', SITE);
          // On the home page they stand by themselves, elsewhere beside or under the site's title.
          const head = path === 'index.html' ? navigation : page.locator('header');
          const { height } = await head.boundingBox();
          assert.ok(height <= 80, `${path}: ${height} px`);
          assert.equal(await seen(navigation.locator('li a')), 0);
          await navigation.locator('summary').focus();
          await page.keyboard.press('Enter');
          const all = await navigation.locator('li a').count();
          assert.ok(all > 4);
          assert.equal(await seen(navigation.locator('li a')), all);
          await page.keyboard.press('Tab');
          const at = await page.evaluate(() => document.activeElement.getAttribute('href'));
          assert.equal(at, await navigation.locator('li a').first().getAttribute('href'));
          if (javaScriptEnabled) assert.deepEqual(await axe(page), []);
        }, { ...PHONE, javaScriptEnabled });
      }
    });

    test(`on a phone the sources of a list are told in a word, and open, ${how}`, () =>
      on('index.html', async (page) => {
        const folded = page.locator('.entry details');
        const [all, cards] = [await folded.count(), page.locator('.entry .card')];
        assert.ok(all > 2);
        assert.equal(await seen(cards), 0);
        const summary = folded.first().locator('summary');
        assert.match(await summary.innerText(), /\d+ source/);
        await summary.focus();
        await page.keyboard.press('Space');
        await page.waitForSelector('.entry details[open]');
        const first = await folded.first().locator('.card').count();
        assert.equal(await seen(cards), first);
        // A mark leads to a source that is folded away.
        const mark = page.locator('.entry .ref[href^="#"]').last();
        const target = page.locator(await mark.evaluate((mark) => `[id="${mark.hash.slice(1)}"]`));
        if (!javaScriptEnabled) {
          await mark.click();
          assert.equal(await seen(target), 1);
        }
      }, { ...PHONE, javaScriptEnabled }));
  }

  for (const [where, width, media] of [['on a wide screen', 760, 'screen'], ['on paper', 360, 'print']]) {
    test(`${where} nothing is folded`, () =>
      on('index.html', async (page) => {
        await page.emulateMedia({ media });
        const cards = page.locator('.entry .card');
        assert.equal(await seen(cards), await cards.count());
        assert.equal(await seen(page.locator('.fold > summary')), 0);
        if (media === 'print') return;
        const links = page.getByRole('navigation', SITE).locator('li a');
        assert.equal(await seen(links), await links.count());
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        const first = await page.evaluate(() => document.activeElement.getAttribute('href'));
        assert.equal(first, await links.first().getAttribute('href'), 'the links come after the way past them');
      }, { viewport: { width, height: 800 } }));
  }

  test('the key for the sources opens them', () =>
    on('index.html', async (page) => {
      await page.keyboard.press('j');
      await page.keyboard.press('s');
      const inside = await page.evaluate(() => document.activeElement.closest('.entry .card') !== null);
      assert.ok(inside);
    }, PHONE));
}, ENGLISH);
