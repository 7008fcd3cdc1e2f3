// Each kind of page can be read by everyone, and on the narrowest of screens.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AxeBuilder } from '@axe-core/playwright';

import { describeSites } from './site.mjs';

describeSites((shared) => {
  const address = (page) => shared.site.address(page);

  // What axe finds on each kind of page.
  async function found(options, rules, pages = shared.site.kinds()) {
    assert.ok(pages.length > 5, `only ${pages.length} kinds of page`);
    const context = await shared.browser.newContext(options);
    const page = await context.newPage();
    const faults = [];
    for (const path of pages) {
      await page.goto(address(path));
      const axe = new AxeBuilder({ page });
      const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
      for (const { id, help, nodes } of violations) {
        faults.push(`${path}: ${id}: ${help}: ${nodes.map((node) => node.target).join(' ')}`);
      }
    }
    await context.close();
    return faults;
  }

  for (const width of [320, 1280]) {
    test(`axe finds nothing at ${width} px`, async () => {
      assert.deepEqual(await found({ viewport: { width, height: 800 } }), []);
    });
  }

  test('axe finds no faint text in the dark', async () => {
    // On a disk the page for what is not there has no style, and axe takes its paper for white.
    const pages = shared.site.kinds().filter((path) => path !== '404.html');
    const dark = { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' };
    assert.deepEqual(await found(dark, ['color-contrast'], pages), []);
  });

  for (const width of [320, 360]) {
    test(`no page is wider than ${width} px`, async () => {
      const page = await shared.browser.newPage({ viewport: { width, height: 800 } });
      const faults = [];
      for (const path of shared.site.pages) {
        if (shared.site.isRedirect(path)) continue;
        await page.goto(address(path));
        const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
        if (wide > width) faults.push(`${path}: ${wide} px`);
      }
      await page.close();
      assert.deepEqual(faults, []);
    });
  }

  test('a citation leads to its source below, and back', async () => {
    const page = await shared.browser.newPage({ javaScriptEnabled: false });
    const events = shared.site.pages.filter((path) => path.startsWith('events/') && !path.endsWith('index.html'));
    let marks = 0;
    for (const path of events) {
      await page.goto(address(path));
      const lost = await page.evaluate(() => {
        const inPage = [...document.querySelectorAll('main a[href^="#"]')];
        const lost = inPage.filter((a) => !document.getElementById(decodeURIComponent(a.hash.slice(1))));
        return { all: inPage.length, lost: lost.map((a) => a.outerHTML) };
      });
      assert.deepEqual(lost.lost, [], path);
      marks += lost.all;
    }
    assert.ok(marks > 0, 'no event has a citation mark');
    await page.close();
  });
});
