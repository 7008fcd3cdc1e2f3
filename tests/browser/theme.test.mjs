// The look: what can be measured of it, and the second theme of the manual.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { AxeBuilder } from '@axe-core/playwright';

import { launch } from './browser.mjs';
import { SITES, build } from './site.mjs';

// With the second theme of the manual.
const ROOTS = { ...SITES, 'card-file': join(SITES.sample, 'docs', 'examples', 'card-file') };

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const address = (site, path) => pathToFileURL(`${site.root}/${path}`).href;

// What `faults` finds on each kind of page.
async function onEachKind(site, options, faults) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const found = [];
  // On a disk the page for what is not there has no style.
  for (const path of site.kinds().filter((path) => path !== '404.html')) {
    await page.goto(address(site, path));
    found.push(...(await faults(page)).map((fault) => `${path}: ${fault}`));
  }
  await context.close();
  return found;
}

const axe = (rules) => async (page) => {
  const { violations } = await new AxeBuilder({ page }).withRules(rules).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
};

for (const name of Object.keys(ROOTS)) {
  describe(name, () => {
    let site;
    before(() => {
      site = build(name, ROOTS[name]);
    });
    after(() => site?.remove());

    test('marks are drawn in the colours that a reader forces', async () => {
      const page = await browser.newPage({ forcedColors: 'active' });
      await page.goto(address(site, 'index.html'));
      const pale = await page.evaluate(() => {
        const canvas = getComputedStyle(document.body).backgroundColor;
        const seen = (mark) => {
          const style = getComputedStyle(mark);
          const drawn = [style.backgroundColor, style.borderTopColor].some((colour) => colour !== canvas);
          return drawn && style.forcedColorAdjust === 'none' && mark.getBoundingClientRect().width >= 3;
        };
        const marks = [...document.querySelectorAll('.mark')];
        return { many: marks.length, unseen: marks.filter((mark) => !seen(mark)).map((mark) => mark.className) };
      });
      assert.ok(pale.many > 2);
      assert.deepEqual(pale.unseen, []);
      await page.close();
    });

    test('nothing moves', async () => {
      const page = await browser.newPage({ reducedMotion: 'reduce' });
      await page.goto(address(site, 'index.html'));
      const moving = await page.evaluate(() =>
        [...document.querySelectorAll('*')].filter((it) => {
          const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(it);
          return animationName !== 'none' || transitionDuration !== '0s' || scrollBehavior !== 'auto';
        }).length,
      );
      assert.equal(moving, 0);
      await page.close();
    });

    // The sites themselves are held to that with all that axe knows.
    if (name !== 'card-file') return;
    test('no page is wider than 320 px', async () => {
      const wide = async (page) => {
        const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
        return width > 320 ? [`${width} px`] : [];
      };
      assert.deepEqual(await onEachKind(site, { viewport: { width: 320, height: 800 } }, wide), []);
    });

    for (const colorScheme of ['light', 'dark']) {
      test(`text has a contrast of 7 to 1 in the ${colorScheme}, and targets have 24 px`, async () => {
        const options = { viewport: { width: 1280, height: 800 }, colorScheme };
        assert.deepEqual(await onEachKind(site, options, axe(['color-contrast-enhanced', 'target-size'])), []);
      });
    }

    test('targets have 24 px on a phone too', async () => {
      const options = { viewport: { width: 360, height: 800 } };
      assert.deepEqual(await onEachKind(site, options, axe(['target-size'])), []);
    });
  });
}

describe('the default theme', () => {
  let site;
  before(() => {
    site = build('every');
  });
  after(() => site?.remove());

  test('every form of a date has a mark of its own', async () => {
    const page = await browser.newPage();
    await page.goto(address(site, 'index.html'));
    const looks = await page.$$eval('.entry .mark', (marks) => [...new Set(marks.map((mark) => mark.className))].sort());
    const has = (...names) => looks.some((look) => names.every((name) => ` ${look} `.includes(` ${name} `)));
    for (const names of [
      ['dot'],
      ['bar', 's2', 'from-sharp', 'to-sharp'],
      ['bar', 's5'],
      ['bar', 's6'],
      ['bar', 'from-faded', 'to-faded'],
      ['bar', 'hollow'],
      ['bar', 'from-faded', 'to-foot'],
      ['bar', 'from-arrow'],
      ['bar', 'to-arrow'],
      ['bar', 'from-ragged'],
      ['dots', 'hollow'],
      ['nothing'],
    ]) {
      assert.ok(has(...names), `${names} is not among ${looks}`);
    }
    const rival = page.locator('.entry', { has: page.locator('.bracket') });
    assert.equal(await rival.count(), 1);
    assert.equal(await rival.locator('.bracket .mark').count(), 2);
    assert.match(await rival.innerText(), /accounts differ \(2\)/);
    const doubtful = await page.locator('.mark.bar.hollow').first().innerText();
    assert.equal(doubtful, '?');
    await page.close();
  });

  test('an event that an address leads to is marked, and not under the date that stays', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 700 } });
    await page.goto(address(site, 'index.html'));
    const id = await page.locator('.entry').nth(6).getAttribute('id');
    await page.goto(`${address(site, 'index.html')}#${id}`);
    const { top, shadow } = await page.evaluate((id) => {
      const target = document.getElementById(id);
      return { top: target.getBoundingClientRect().top, shadow: getComputedStyle(target).boxShadow };
    }, id);
    assert.ok(top >= 0 && top < 350, `it begins at ${top} px`);
    assert.notEqual(shadow, 'none');
    await page.close();
  });

  test('from right to left the page is the same, mirrored', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const places = async () =>
      page.$$eval('.entry .mark, .entry .told, .entry .sources', (all) =>
        all.slice(0, 12).map((it) => {
          const { left, right } = it.getBoundingClientRect();
          return document.dir === 'rtl' ? [innerWidth - right, innerWidth - left] : [left, right];
        }),
      );
    await page.goto(address(site, 'index.html'));
    // Without a scroll bar, which would stay where it is.
    const ltr = await places();
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    const rtl = await places();
    const rounded = (all) => all.map((pair) => pair.map(Math.round));
    assert.deepEqual(rounded(rtl), rounded(ltr));
    await page.close();
  });

  test('where a reader is can be seen in forced colours', async () => {
    const page = await browser.newPage({ forcedColors: 'active' });
    await page.goto(`${address(site, 'timeline.html')}#content-background`);
    const seen = await page.evaluate(() => {
      const canvas = getComputedStyle(document.body).backgroundColor;
      const current = getComputedStyle(document.querySelector('nav a[aria-current]'));
      const target = getComputedStyle(document.querySelector(':target'));
      return [
        [current.borderBottomStyle, current.borderBottomColor],
        [target.outlineStyle, target.outlineColor],
      ].map(([style, colour]) => style === 'solid' && colour !== canvas);
    });
    assert.deepEqual(seen, [true, true]);
    await page.close();
  });

  test('lines between and around controls have a contrast of 3 to 1', async () => {
    for (const colorScheme of ['light', 'dark']) {
      const page = await browser.newPage({ colorScheme });
      await page.goto(address(site, 'index.html'));
      const contrast = await page.evaluate(() => {
        const canvas = document.createElement('canvas').getContext('2d');
        const style = getComputedStyle(document.documentElement);
        const light = (name) => {
          canvas.fillStyle = style.getPropertyValue(name);
          canvas.fillRect(0, 0, 1, 1);
          const linear = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((byte) => {
            const part = byte / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
        };
        const to = (name) => {
          const [low, high] = [light(name), light('--paper')].sort((a, b) => a - b);
          return (high + 0.05) / (low + 0.05);
        };
        return { focus: to('--accent'), border: to('--soft'), mark: to('--ink') };
      });
      for (const [what, ratio] of Object.entries(contrast)) assert.ok(ratio >= 3, `${colorScheme}: ${what}: ${ratio}`);
      await page.close();
    }
  });
});
