// No label or mark lies over another, and no page is wider than its window: on the sample, on
// every feature in many scripts, and on chronicles of 2,000 and of 10,000 events.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { launch } from './browser.mjs';
import { chronicle } from './chronicle.mjs';
import { overlaps } from './overlap.mjs';
import { PROGRAM, SITES, Site, build } from './site.mjs';

const VIEWS = [
  { width: 320, text: '100%' },
  { width: 768, text: '100%' },
  { width: 1440, text: '100%' },
  { width: 768, text: '200%' },
];

// The pages looked at: the largest of each kind, and for the large chronicles no more.
const MOST_PAGES = 24;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

function buildLarge(events) {
  const root = chronicle(events);
  const output = mkdtempSync(join(tmpdir(), `dateline-large-${events}-`));
  try {
    execFileSync(PROGRAM, ['build', '--quiet', '--root', root, '--output', join(output, 'public')], {
      stdio: ['ignore', 'inherit', 'ignore'],
    });
  } finally {
    rmSync(root, { recursive: true });
  }
  return new Site(`${events} events`, output);
}

const made = Object.keys(SITES).map((name) => [name, () => build(name)]);
for (const events of [2000, 10_000].filter((n) => n < +(process.env.MOST ?? 1e9))) made.push([`${events} events`, () => buildLarge(events)]);

for (const [name, make] of made) {
  describe(name, () => {
    let site;
    before(() => {
      site = make();
    });
    after(() => site?.remove());

    for (const { width, text } of VIEWS) {
      test(`nothing lies over anything at ${width} px, text at ${text}`, async () => {
        const page = await browser.newPage({ viewport: { width, height: 900 } });
        const faults = [];
        let boxes = 0;
        const pages = site.kinds().slice(0, MOST_PAGES);
        assert.ok(pages.length > 5, `only ${pages}`);
        for (const path of pages) {
          await page.goto(pathToFileURL(join(site.root, path)).href);
          await page.evaluate((size) => {
            document.documentElement.style.fontSize = size;
          }, text);
          const found = await page.evaluate(overlaps);
          boxes += found.boxes;
          faults.push(...found.faults.map((fault) => `${path}: ${fault}`));
          const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
          if (wide > width) faults.push(`${path}: ${wide} px wide`);
        }
        await page.close();
        assert.ok(boxes > 100, `only ${boxes} things were seen`);
        assert.deepEqual(faults, []);
      });
    }
  });
}
