// What script adds to every page: a card over each citation mark, and keys.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { SITES, describeSites } from './site.mjs';
import { axe, quiet, watched } from './watched.mjs';

test('the script of every page is small, and can be read', () => {
  const script = readFileSync(join(SITES.sample, 'theme', 'dateline.js'), 'utf8');
  assert.ok(Buffer.byteLength(script) <= 15_360, `${Buffer.byteLength(script)} bytes`);
  assert.ok(script.split('\n').every((line) => line.length <= 120));
  assert.doesNotMatch(script, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|fetch\(/);
});

describeSites((shared) => {
  const on = (path, look, options) => quiet(shared.browser, shared.site.address(path), look, options);
  const EVENT = 'events/moscow-declaration.html';
  const open = (page) => page.locator('.over:popover-open');
  // The first card waits for its looks.
  const opened = (page) => open(page).waitFor();
  const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.className);

  test('a mark opens the card of its source, and has the focus back', () =>
    on(EVENT, async (page) => {
      const mark = page.locator('#cite-2');
      await mark.click();
      const [said, told] = [await open(page).innerText(), await page.locator('#ref-2').innerText()];
      assert.ok(told.startsWith(said.trim()), `${told}\n\n${said}`);
      assert.equal(await open(page).getAttribute('aria-label'), await mark.getAttribute('aria-label'));
      assert.equal(await page.evaluate(() => location.hash), '');
      await page.keyboard.press('Tab');
      assert.ok(await page.evaluate(() => document.activeElement.closest('.over') !== null), 'its links come next');
      await page.keyboard.press('Escape');
      assert.equal(await open(page).count(), 0);
      assert.equal(await focused(page), 'cite-2');
      await page.keyboard.press('Enter');
      await opened(page);
      assert.equal(await focused(page), 'over sources');
      assert.deepEqual(await axe(page), []);
      await page.mouse.click(5, 5);
      assert.equal(await open(page).count(), 0);
    }));

  test('a card shows itself to the pointer and to the focus, and leaves', () =>
    on(EVENT, async (page) => {
      await page.locator('#cite-1').hover();
      await opened(page);
      await open(page).hover();
      await page.waitForTimeout(400);
      assert.equal(await open(page).count(), 1, 'the pointer can go to it');
      await page.keyboard.press('Escape');
      assert.equal(await open(page).count(), 0, 'without moving the pointer');
      await page.mouse.move(2, 2);
      await page.locator('#cite-1').focus();
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Tab');
      await opened(page);
      assert.equal(await focused(page), 'cite-1', 'the focus shows it, and stays where it is');
      await page.keyboard.press('Escape');
      assert.equal(await open(page).count(), 0);
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Tab');
      await opened(page);
      await page.keyboard.press('Shift+Tab');
      await page.waitForTimeout(400);
      assert.equal(await open(page).count(), 0, 'it leaves with the focus');
    }));

  test('a card stays within the narrowest of windows', () =>
    on(EVENT, async (page) => {
      for (const mark of await page.locator('.ref').all()) {
        await mark.click();
        const { x, width } = await open(page).boundingBox();
        assert.ok(x >= 0 && x + width <= 320, `${x} to ${x + width}`);
        await page.keyboard.press('Escape');
      }
      assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), 320);
    }, { viewport: { width: 320, height: 640 } }));

  test('without script and on paper a mark leads down to its source', async () => {
    const { page, close } = await watched(shared.browser, { javaScriptEnabled: false });
    await page.goto(shared.site.address(EVENT));
    await page.locator('#cite-2').click();
    assert.equal(new URL(page.url()).hash, '#ref-2');
    await page.locator('#ref-2 .backs a').first().click();
    assert.equal(new URL(page.url()).hash, '#cite-2');
    assert.equal(await page.locator('footer button').count(), 0);
    await close();
  });

  test('keys go from event to event, and from page to page', () =>
    on('index.html', async (page) => {
      const titles = await page.locator('.entry h3 a').allInnerTexts();
      const at = () => page.evaluate(() => document.activeElement.innerText);
      for (const n of [0, 1, 2]) {
        await page.keyboard.press('j');
        assert.equal(await at(), titles[n]);
      }
      await page.keyboard.press('k');
      assert.equal(await at(), titles[1]);
      await page.keyboard.press('s');
      assert.ok(await page.evaluate(() => document.activeElement.closest('.entry .cards') !== null));
      await page.keyboard.press('k');
      assert.equal(await at(), titles[0], 'from within an event too');
      await page.goto(shared.site.address(EVENT));
      await page.keyboard.press('k');
      await page.waitForURL(/peacekeeping/);
      await page.keyboard.press('j');
      await page.waitForURL(/moscow/);
    }));

  test('the keys of another script lie where these lie', () =>
    on('index.html', async (page) => {
      const title = await page.locator('.entry h3 a').first().innerText();
      await page.evaluate(() => {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'о', code: 'KeyJ', bubbles: true }));
      });
      assert.equal(await page.evaluate(() => document.activeElement.innerText), title);
    }));

  test('a list of the keys opens and closes, and turns them off for good', () =>
    on(EVENT, async (page) => {
      const dialog = page.locator('dialog[open]');
      await page.getByRole('button', { name: 'Keys' }).click();
      await dialog.waitFor();
      await page.keyboard.press('Escape');
      assert.equal(await dialog.count(), 0);
      await page.keyboard.press('?');
      await dialog.waitFor();
      await page.keyboard.press('k');
      assert.equal(new URL(page.url()).pathname.endsWith(EVENT), true, 'keys rest while it is open');
      assert.deepEqual(await axe(page), []);
      await page.getByLabel('These keys are on').uncheck();
      await page.getByRole('button', { name: 'Close' }).click();
      await page.keyboard.press('k');
      await page.reload();
      await page.keyboard.press('k');
      await page.keyboard.press('?');
      await page.waitForTimeout(200);
      assert.ok(page.url().endsWith(EVENT), 'they are off after a reload too');
      assert.equal(await dialog.count(), 0);
      await page.getByRole('button', { name: 'Keys' }).click();
      await page.getByLabel('These keys are on').check();
      await page.keyboard.press('Escape');
      await page.keyboard.press('k');
      await page.waitForURL(/peacekeeping/);
    }));

  test('a reader who types is let alone, and so are the browser\'s own keys', () =>
    on(EVENT, async (page) => {
      await page.evaluate(() => document.querySelector('main').append(document.createElement('textarea')));
      await page.locator('textarea').pressSequentially('jkns/?');
      assert.equal(await page.locator('textarea').inputValue(), 'jkns/?');
      await page.evaluate(() => document.activeElement.blur());
      await page.keyboard.press('Control+k');
      await page.keyboard.press('Alt+j');
      assert.ok(page.url().endsWith(EVENT));
    }));

  test('a browser that refuses to remember is no trouble', async () => {
    const { page, faults, close } = await watched(shared.browser);
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', { get: () => { throw new Error('refused'); } });
    });
    await page.goto(shared.site.address(EVENT));
    await page.keyboard.press('k');
    await page.waitForURL(/peacekeeping/);
    await close();
    assert.deepEqual(faults, []);
  });
}, ['sample']);

describeSites((shared) => {
  test('keys go from year to year, on one page and from page to page', async () => {
    const { page, faults, close } = await watched(shared.browser);
    await page.goto(shared.site.address('index.html'));
    const eras = await page.locator('.era').allInnerTexts();
    const at = () => page.evaluate(() => document.activeElement.innerText);
    assert.ok(eras.length > 2);
    for (const n of [0, 1, 2]) {
      await page.keyboard.press('n');
      assert.equal(await at(), eras[n]);
      const top = await page.evaluate(() => document.activeElement.getBoundingClientRect().top);
      assert.ok(top >= 0 && top < 400, `${eras[n]} stands at ${top} px`);
    }
    await page.keyboard.press('p');
    assert.equal(await at(), eras[1]);
    await page.keyboard.press('j');
    await page.keyboard.press('n');
    assert.equal(await at(), eras[2], 'from an event on');
    await page.goto(shared.site.address('years/2001.html'));
    for (const [key, year] of [['n', 2002], ['p', 2001], ['p', 2000]]) {
      await page.keyboard.press(key);
      await page.waitForURL((url) => url.pathname.endsWith(`years/${year}.html`));
    }
    await close();
    assert.deepEqual(faults, []);
  });
}, ['every']);
