// A page whose author named a language for it is in that one: words, dates, direction, and what
// script says. The rest of the site stays in its own.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { launch } from './browser.mjs';
import { SITES, build } from './site.mjs';

const LANGUAGES = ['en', 'ru', 'uk', 'fr', 'es', 'de', 'ar', 'he', 'zh', 'ja', 'hy', 'kk'];

// The words of the interface, as their file has them; those that are one text.
function words(language) {
  const text = readFileSync(join(SITES.sample, 'theme/words', `${language}.toml`), 'utf8');
  const ui = text.slice(text.indexOf('\n[ui]'));
  return Object.fromEntries([...ui.matchAll(/^(\w+) = "(.*)"$/gm)].map(([, key, value]) => [key, value]));
}

let root;
let site;
let browser;
before(async () => {
  root = mkdtempSync(join(tmpdir(), 'dateline-tongues-'));
  mkdirSync(join(root, 'content/events'), { recursive: true });
  mkdirSync(join(root, 'content/sources'), { recursive: true });
  writeFileSync(join(root, 'site.toml'), 'title = "Twelve"\nlanguage = "en"\n');
  writeFileSync(join(root, 'content/sources/s.yaml'), 'k: {outlet: Paper, published: 2010-03-20}\nl: {outlet: Sheet}\n');
  LANGUAGES.forEach((language, n) => {
    const text = `---\ntitle: T ${language}\nid: ${language}\ndate: 2010-03-18\norder: ${n}\nlanguage: ${language}\n`;
    const rest = 'places: [A, B]\nactors: [C]\nfollows: base\naccounts: [{figure: 1, sources: [k]}, {figure: 2, sources: [l]}]\n---\n\nT [@k, p. 5; @l].\n';
    writeFileSync(join(root, 'content/events', `${language}.md`), text + rest);
  });
  writeFileSync(join(root, 'content/events/base.md'), '---\ntitle: Base\ndate: 2009-05\n---\n\nT [@k].\n');
  site = build('tongues', root);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.remove();
  rmSync(root, { recursive: true });
});

for (const language of LANGUAGES) {
  test(`a page in ${language} is in it as a whole`, async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(site.address(`events/${language}.html`));
    const w = words(language);
    const direction = ['ar', 'he'].includes(language) ? 'rtl' : 'ltr';
    const html = page.locator('html');
    assert.equal(await html.getAttribute('lang'), language);
    assert.equal(await html.getAttribute('dir'), direction);
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('main')).direction), direction);

    // Words: the frame's, and the page's own.
    const says = async (selector, expected) => assert.equal((await page.locator(selector).first().textContent()).trim(), expected, selector);
    await says('.skip', w.skip);
    await says('#content-sources', w.sources_title);
    await says('#content-accounts', w.accounts);
    await says('#content-relations', w.relations);
    await says('.related dt', w.follows);
    assert.equal(await page.locator('nav.neighbours').getAttribute('aria-label'), w.neighbours);

    // Dates: as the browser's own ICU words them, whatever spaces it has.
    const spaces = (text) => text.replace(/\s+/g, ' ');
    const day = (options) => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: 'UTC', ...options }).format(Date.UTC(2010, 2, 18));
    const rail = spaces(await page.locator('.page .when').first().innerText());
    assert.ok(rail.includes(day({ weekday: 'long' })), `${rail}: ${day({ weekday: 'long' })}`);
    assert.ok(rail.includes('18') && rail.includes('2010'), rail);
    const card = spaces(await page.locator('.card .imprint').first().innerText());
    // Its order of day, month and year may be of another edition of CLDR than ours.
    const parts = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).formatToParts(Date.UTC(2010, 2, 20));
    for (const { type, value } of parts) {
      if (['day', 'month', 'year'].includes(type)) assert.ok(card.includes(value), `${card}: ${value}`);
    }

    // Lists, and places in a source.
    const joined = await page.locator('.dateline').first().textContent();
    assert.equal(joined.trim(), `A${w.join_list}B`);
    const mark = await page.locator('.text .refs').first().innerText();
    const place = w.locator_page.replace('{value}', '5');
    assert.ok(spaces(mark).includes(`${w.join_list}${place}`.trim()), `${mark}: ${place}`);
    assert.ok(mark.includes(w.join_clause.trim()), mark);

    // What script says.
    await page.keyboard.press('?');
    await page.locator('dialog[open]').waitFor();
    const said = await page.locator('dialog[open]').innerText();
    for (const key of ['keys_title', 'keys_event', 'keys_sources']) assert.ok(said.includes(w[key]), `${key}: ${said}`);

    // What is the site's says so.
    const own = page.locator('header .site');
    assert.equal((await own.textContent()).trim(), 'Twelve');
    assert.equal(await own.getAttribute('lang'), language === 'en' ? null : 'en');
    await page.close();
  });
}

test('what links to such pages says in what language their titles are', async () => {
  const page = await browser.newPage();
  await page.goto(site.address('index.html'));
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  for (const language of LANGUAGES) {
    const title = page.locator('.entry h3', { hasText: `T ${language}` });
    assert.equal(await title.getAttribute('lang'), language === 'en' ? null : language);
  }
  await page.close();
});
