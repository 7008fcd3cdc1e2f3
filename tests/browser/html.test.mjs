// Every page is valid HTML, and every feed and map well-formed XML.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HtmlValidate } from 'html-validate';

import { describeSites } from './site.mjs';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    // Styles are the site's own; with an integrity attribute browsers refuse them on file://.
    'require-sri': 'off',
    // A list without bullets is none to some screen readers unless its role says so.
    'no-redundant-role': 'off',
    'prefer-native-element': ['error', { exclude: ['list'] }],
  },
});

describeSites((shared) => {
  test('every page is valid', async () => {
    const faults = [];
    for (const page of shared.site.pages) {
      const report = await validator.validateString(shared.site.text(page), page);
      for (const { messages } of report.results) {
        for (const { line, column, ruleId, message } of messages) {
          faults.push(`${page}:${line}:${column}: ${message} (${ruleId})`);
        }
      }
    }
    assert.deepEqual(faults, []);
  });

  test('every XML file is well-formed', async () => {
    const files = shared.site.files.filter((file) => file.endsWith('.xml') || file.endsWith('.svg'));
    assert.ok(files.length >= 2, `only ${files}`);
    const page = await shared.browser.newPage();
    for (const file of files) {
      const fault = await page.evaluate((text) => {
        const read = new DOMParser().parseFromString(text, 'application/xml');
        return read.querySelector('parsererror')?.textContent ?? null;
      }, shared.site.text(file));
      assert.equal(fault, null, file);
    }
    await page.close();
  });

  test('every JSON file can be read', () => {
    for (const file of shared.site.files.filter((file) => file.endsWith('.json'))) JSON.parse(shared.site.text(file));
  });

  test('a page says its language, its title and one main heading', async () => {
    const page = await shared.browser.newPage({ javaScriptEnabled: false });
    for (const path of shared.site.pages.filter((path) => !shared.site.isRedirect(path))) {
      await page.setContent(shared.site.text(path));
      const said = await page.evaluate(() => ({
        language: document.documentElement.lang,
        title: document.title.trim(),
        headings: document.querySelectorAll('h1').length,
        main: document.querySelectorAll('main').length,
      }));
      assert.ok(said.language && said.title, `${path}: ${JSON.stringify(said)}`);
      assert.deepEqual([said.headings, said.main], [1, 1], path);
    }
    await page.close();
  });
});
