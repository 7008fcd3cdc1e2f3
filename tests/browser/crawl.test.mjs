// The same bytes, from a disk and from a server, with script and without: nothing is broken.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { launch } from './browser.mjs';
import { crawl } from './crawl.mjs';
import { serve } from './server.mjs';
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

    // A page that only sends its readers on, and the page for what is not there, have no links to them.
    const hidden = (page) => page === '404.html' || site.isRedirect(page);

    const whole = async (home, options) => {
      const { reached, faults } = await crawl(browser, home, options);
      assert.deepEqual(faults, []);
      assert.deepEqual(reached.sort(), site.pages.filter((page) => !hidden(page)));
    };
    const served = async (prefix) => {
      const server = await serve(site.root, prefix);
      try {
        await whole(server.home);
      } finally {
        await server.stop();
      }
    };
    const onDisk = () => `${pathToFileURL(site.root).href}/`;

    test('from a disk, every page is reached and no link is broken', () => whole(onDisk()));
    test('the same without script', () => whole(onDisk(), { javaScriptEnabled: false }));
    test('at the root of a host', () => served('/'));
    test('under any path of a host', () => served('/any/sub/path/'));

    test('a page that was not found shows itself under any address', async () => {
      const text = site.text('404.html');
      assert.doesNotMatch(text, /(href|src)="\.\.?\//, 'it is shown at addresses of any depth');
    });
  });
}
