// The content security policy: the site's own files load under it, on a disk as behind a server, and
// nothing else does.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { launch } from './browser.mjs';
import { serve } from './server.mjs';
import { build } from './site.mjs';

let browser;
let site;
let server;
before(async () => {
  browser = await launch();
  site = build('sample');
  server = await serve(site.root, '/');
});
after(async () => {
  await server?.stop();
  await browser?.close();
  site?.remove();
});

const homes = { 'from a disk': () => `${pathToFileURL(site.root).href}/`, 'from a server': () => server.home };

for (const [where, home] of Object.entries(homes)) {
  describe(where, () => {
    // Opens an event's page, and tells what the browser refused there, then and after `act`.
    async function refusals(act) {
      const page = await browser.newPage();
      const refused = [];
      page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
      await page.goto(`${home()}events/moscow-declaration.html`);
      const result = await page.evaluate(act);
      await page.close();
      return { refused, result };
    }

    test('the site has its looks', async () => {
      const { refused, result } = await refusals(() => getComputedStyle(document.querySelector('.page')).display);
      assert.deepEqual([refused, result], [[], 'grid']);
    });

    test('nothing inline runs or is applied', async () => {
      const { refused, result } = await refusals(async () => {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        const style = document.createElement('style');
        style.textContent = 'h1 { display: none }';
        document.head.append(script, style);
        document.body.insertAdjacentHTML('beforeend', '<img src="nothing.png" alt="" onerror="window.ran = true">');
        await new Promise((done) => setTimeout(done, 200));
        return [window.ran, getComputedStyle(document.querySelector('h1')).display];
      });
      assert.deepEqual(result, [undefined, 'block']);
      assert.ok(refused.filter((text) => text.includes('Content Security Policy')).length >= 2, refused.join('\n'));
    });

    test('nothing comes from elsewhere, and nothing goes there', async () => {
      const { result } = await refusals(async () => {
        const blocked = [];
        document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
        const add = (name, properties) => document.body.append(Object.assign(document.createElement(name), properties));
        add('img', { src: 'https://example.org/x.png', alt: '' });
        add('script', { src: 'https://example.org/x.js' });
        add('link', { rel: 'stylesheet', href: 'https://example.org/x.css' });
        add('iframe', { src: 'https://example.org/' });
        add('object', { data: 'https://example.org/x' });
        add('base', { href: 'https://example.org/' });
        await fetch('https://example.org/').catch(() => {});
        const form = Object.assign(document.createElement('form'), { action: 'https://example.org/', method: 'post' });
        document.body.append(form);
        form.submit();
        const until = Date.now() + 5000;
        while (new Set(blocked).size < 8 && Date.now() < until) await new Promise((done) => setTimeout(done, 50));
        return [...new Set(blocked)].sort();
      });
      const kinds = ['base-uri', 'connect-src', 'form-action', 'frame-src', 'img-src', 'object-src'];
      assert.deepEqual(result, [...kinds, 'script-src-elem', 'style-src-elem']);
    });
  });
}
