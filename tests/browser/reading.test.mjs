// Each kind of page can be read by everyone, and on the narrowest of screens.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { AxeBuilder } from '@axe-core/playwright';

import { launch } from './browser.mjs';
import { SITES, build } from './site.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const name of Object.keys(SITES)) {
  describe(name, () => {
    let site;
    before(() => {
      site = build(name);
    });
    after(() => site?.remove());
    const address = (page) => pathToFileURL(`${site.root}/${page}`).href;

    for (const width of [320, 1280]) {
      for (const colorScheme of ['light', 'dark']) {
        test(`axe finds nothing at ${width} px, ${colorScheme}`, async () => {
          const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
          const page = await context.newPage();
          const faults = [];
          for (const path of site.kinds()) {
            if (site.text(path).includes('http-equiv="refresh"')) continue;
            await page.goto(address(path));
            const { violations } = await new AxeBuilder({ page }).analyze();
            for (const { id, help, nodes } of violations) {
              faults.push(`${path}: ${id}: ${help}: ${nodes.map((node) => node.target).join(' ')}`);
            }
          }
          await context.close();
          assert.deepEqual(faults, []);
        });
      }
    }

    for (const width of [320, 360]) {
      test(`no page is wider than ${width} px`, async () => {
        const page = await browser.newPage({ viewport: { width, height: 800 } });
        const faults = [];
        for (const path of site.pages) {
          if (site.text(path).includes('http-equiv="refresh"')) continue;
          await page.goto(address(path));
          const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
          if (wide > width) faults.push(`${path}: ${wide} px`);
        }
        await page.close();
        assert.deepEqual(faults, []);
      });
    }

    test('a citation leads to its source below, and back', async () => {
      const page = await browser.newPage({ javaScriptEnabled: false });
      const events = site.pages.filter((path) => path.startsWith('events/') && !path.endsWith('index.html'));
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
}
