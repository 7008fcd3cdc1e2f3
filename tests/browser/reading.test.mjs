// Each kind of page can be read by everyone, and on the narrowest of screens.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AxeBuilder } from '@axe-core/playwright';

import { describeSites } from './site.mjs';

describeSites((shared) => {
  const address = (page) => shared.site.address(page);

  // What axe finds on each kind of page.
  async function found(options) {
    // On a disk the page for what is not there has no style, and axe takes its paper for white.
    const dark = options.colorScheme === 'dark';
    const pages = shared.site.kinds().filter((path) => !dark || path !== '404.html');
    assert.ok(pages.length > 5, `only ${pages.length} kinds of page`);
    const context = await shared.browser.newContext(options);
    const page = await context.newPage();
    const faults = [];
    for (const path of pages) {
      await page.goto(address(path));
      // Every rule that is on of itself, best practices among them, the size of targets (WCAG 2.2), and
      // that text has a contrast of 7 to 1, which is no matter of width.
      const rules = options.viewport.width > 1000 ? ['target-size', 'color-contrast-enhanced'] : ['target-size'];
      const more = rules.map((id) => [id, { enabled: true }]);
      const axe = new AxeBuilder({ page }).options({ rules: Object.fromEntries(more) });
      const { violations } = await axe.analyze();
      for (const { id, help, nodes } of violations) {
        faults.push(`${path}: ${id}: ${help}: ${nodes.map((node) => node.target).join(' ')}`);
      }
    }
    await context.close();
    return faults;
  }

  for (const width of [320, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      test(`axe finds nothing at ${width} px, ${colorScheme}`, async () => {
        assert.deepEqual(await found({ viewport: { width, height: 800 }, colorScheme }), []);
      });
    }
  }

  test('no page is wider than 320 or 360 px', async () => {
    const page = await shared.browser.newPage();
    const faults = [];
    for (const path of shared.site.pages) {
      if (shared.site.isRedirect(path)) continue;
      await page.goto(address(path));
      for (const width of [320, 360]) {
        await page.setViewportSize({ width, height: 800 });
        const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
        if (wide > width) faults.push(`${path} at ${width} px: ${wide} px`);
      }
    }
    await page.close();
    assert.deepEqual(faults, []);
  });

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
