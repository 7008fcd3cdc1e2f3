// A printed page has all that the page tells: read back from the PDF by another's tool.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { launch } from './browser.mjs';
import { SITES, build } from './site.mjs';

const PDFTOTEXT = process.env.PDFTOTEXT ?? 'pdftotext';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const words = (text) => text.normalize('NFKC').split(/[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/).filter(Boolean);
// The reader takes a hyphen at the end of a line for its own.
const closed = (text) => words(text).join('').replaceAll(/[-\u2010]/g, '');

for (const name of Object.keys(SITES)) {
  describe(name, () => {
    let site;
    before(() => {
      site = build(name);
    });
    after(() => site?.remove());

    // What stands on each sheet of paper, and what the page shows where it is to be printed; each
    // page is printed once.
    const papers = new Map();
    function printed(path) {
      if (!papers.has(path)) papers.set(path, print(path));
      return papers.get(path);
    }

    async function print(path) {
      // As wide as the paper.
      const page = await browser.newPage({ viewport: { width: 794, height: 1123 } });
      await page.goto(pathToFileURL(join(site.root, path)).href);
      const file = join(site.root, '..', 'print.pdf');
      writeFileSync(file, await page.pdf({ preferCSSPageSize: true, format: 'A4' }));
      const text = execFileSync(PDFTOTEXT, ['-enc', 'UTF-8', file, '-'], { encoding: 'utf8' });
      await page.emulateMedia({ media: 'print' });
      const shown = await page.evaluate(() => {
        const text = (selector, within = document) => [...within.querySelectorAll(selector)].map((it) => it.innerText);
        const ends = (it) => [it.querySelector('h3').innerText, text('.outlet', it).at(-1) ?? ''];
        for (const unseen of document.querySelectorAll('.unseen')) unseen.remove();
        return {
          main: document.querySelector('main').innerText,
          sources: text('.card .outlet'),
          addresses: [...document.querySelectorAll('.copies a')].map((a) => a.getAttribute('href')),
          entries: [...document.querySelectorAll('.entry')].map((it) => ({
            ends: ends(it),
            height: it.getBoundingClientRect().height,
          })),
          head: [document.documentElement.dataset.site, document.documentElement.dataset.page],
        };
      });
      await page.close();
      return { sheets: text.split('\f').filter((sheet) => sheet.trim()), shown };
    }

    test('every word of a page is printed', async () => {
      for (const path of site.kinds().filter((path) => path !== '404.html')) {
        const { sheets, shown } = await printed(path);
        // Arabic and Hebrew letters come back in other forms and another order.
        // What ends a sentence may stand after the address of a link, and brackets look either way.
        const bare = words(shown.main).map((word) => word.replace(/^\p{P}+|\p{P}+$/gu, ''));
        const latin = bare.filter((word) => /^[\p{Script=Latin}\p{N}\p{P}]+$/u.test(word) && !(name === 'arabic' && word.includes('[')));
        const all = closed(sheets.join(' '));
        // What stands between two numbers looks the other way there too: `1993–2000` comes back from its end.
        const turned = (word) => word.split('–').reverse().join('–');
        const lost = latin.filter((word) => ![word, turned(word)].some((it) => all.includes(closed(it))));
        assert.deepEqual(lost, [], path);
      }
    });

    test('every source is printed, with its addresses in full', async () => {
      let addresses = 0;
      for (const path of site.pages.filter((path) => /^events\/[^/]+\.html$/.test(path))) {
        const { sheets, shown } = await printed(path);
        const all = closed(sheets.join(' '));
        const latin = shown.sources.filter((source) => /^[\p{Script=Latin}\p{N}\p{P}\s]+$/u.test(source));
        for (const text of [...latin, ...shown.addresses]) {
          assert.ok(all.includes(closed(text)), `${path}: ${text}`);
        }
        addresses += shown.addresses.length;
      }
      if (name === 'every') assert.ok(addresses > 0, 'no source has an address');
    });

    test('a running head says what page it is, and each sheet has its number', async () => {
      const pages = ['index.html', site.pages.find((path) => /^events\/(moscow|agreement|deklaratsiya|declaration)/.test(path))];
      for (const path of pages) {
        const { sheets, shown } = await printed(path);
        assert.ok(shown.head.every(Boolean), path);
        sheets.forEach((sheet, n) => {
          for (const head of shown.head.filter((head) => !/\p{Script=Arabic}/u.test(head))) assert.ok(closed(sheet).includes(closed(head)), `${path}: ${n + 1}: ${head}`);
          assert.ok(words(sheet).includes(String(n + 1)), `${path}: ${n + 1} has no number`);
        });
      }
    });

    test('no event is cut in two', async () => {
      const { sheets, shown } = await printed('index.html');
      // The height of a sheet, without its margins, in CSS pixels.
      const fitting = shown.entries.filter(({ height }) => height < ((29.7 - 4.3) / 2.54) * 96);
      assert.ok(fitting.length > 2);
      const latin = fitting.filter(({ ends }) => ends.every((end) => /^[\p{Script=Latin}\p{N}\p{P}\p{S}\s]+$/u.test(end)));
      for (const { ends } of latin) {
        const [first, last] = ends.map(closed);
        const together = sheets.some((sheet) => closed(sheet).includes(first) && closed(sheet).includes(last));
        assert.ok(together, `${ends[0]} … ${ends[1]}`);
      }
      assert.ok(sheets.length > 1, 'one sheet shows nothing');
    });
  });
}
