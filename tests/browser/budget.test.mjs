// How much style and script a page loads by itself, on every kind of page.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { SITES, describeSites } from './site.mjs';

const STYLE = 20 * 1024;
const SCRIPT = 15 * 1024;
const THEME = join(SITES.sample, 'theme');

test('what is loaded is what is written, a rule or a statement to a line', () => {
  for (const name of readdirSync(THEME).filter((name) => /\.(css|js)$/.test(name))) {
    const text = readFileSync(join(THEME, name), 'utf8');
    const lines = text.split('\n').length;
    const rules = text.match(name.endsWith('.css') ? /\{/g : /;\n/g).length;
    assert.ok(lines * 10 > rules * 9, `${name}: ${rules} in ${lines} lines`);
    assert.match(text, /^(\/\*|\/\/) /, `${name} says what it is`);
  }
});

describeSites((shared) => {
  test('no page loads more than 20 KB of style or 15 KB of script', async () => {
    const page = await shared.browser.newPage();
    const sums = { css: 0, js: 0 };
    let searching = false;
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      const kind = pathname.split('.').pop();
      // The page of the search brings its own code, words and index.
      if (kind in sums && !searching) sums[kind] += shared.site.size(decodeURIComponent(pathname.split('/public/')[1]));
    });
    const heavy = [];
    let most = 0;
    // On a disk the page for what is not there has no style.
    for (const path of shared.site.kinds().filter((path) => path !== '404.html')) {
      searching = path === 'search.html';
      Object.assign(sums, { css: 0, js: 0 });
      await page.goto(shared.site.address(path), { waitUntil: 'networkidle' });
      if (sums.css > STYLE || sums.js > SCRIPT) heavy.push(`${path}: ${sums.css} bytes of style, ${sums.js} of script`);
      most = Math.max(most, sums.css);
    }
    await page.close();
    assert.ok(most > 10_000, `only ${most} bytes of style were seen`);
    assert.deepEqual(heavy, []);
  });
});
