// The same bytes, from a disk and from a server, with script and without: nothing is broken.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { crawl } from './crawl.mjs';
import { serve } from './server.mjs';
import { describeSites } from './site.mjs';

describeSites((shared) => {
  // A page that only sends its readers on, and the page for what is not there, have no links to them.
  const hidden = (page) => page === '404.html' || shared.site.isRedirect(page);

  const whole = async (home, options) => {
    const { reached, faults } = await crawl(shared.browser, home, options);
    assert.deepEqual(faults, []);
    assert.deepEqual(reached.sort(), shared.site.pages.filter((page) => !hidden(page)));
  };
  const served = async (prefix) => {
    const server = await serve(shared.site.root, prefix);
    try {
      await whole(server.home);
    } finally {
      await server.stop();
    }
  };
  const onDisk = () => shared.site.address();

  test('from a disk, every page is reached and no link is broken', () => whole(onDisk()));
  // A language makes no difference to how a page is served.
  if (['russian', 'arabic'].includes(shared.name)) return;
  test('the same without script', () => whole(onDisk(), { javaScriptEnabled: false }));
  test('at the root of a host', () => served('/'));
  test('under any path of a host', () => served('/any/sub/path/'));

  test('a page that was not found shows itself under any address', async () => {
    const text = shared.site.text('404.html');
    assert.doesNotMatch(text, /(href|src)="\.\.?\//, 'it is shown at addresses of any depth');
  });
});
