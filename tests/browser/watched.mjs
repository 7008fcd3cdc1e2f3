// A page whose complaints are kept, and what axe finds on it.
import assert from 'node:assert/strict';

import { AxeBuilder } from '@axe-core/playwright';

// Opens a page in a context of its own; `faults` fills with what its console and its scripts say.
export async function watched(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  return { page, faults, close: () => context.close() };
}

// Runs `look` on a page at an address, and wants silence of its console.
export async function quiet(browser, address, look, options) {
  const { page, faults, close } = await watched(browser, options);
  await page.goto(address);
  await look(page);
  await close();
  assert.deepEqual(faults, []);
}

// What axe finds on a page as it stands. Its own look at style sheets fails on a disk, loudly.
export async function axe(page) {
  const { violations } = await new AxeBuilder({ page }).options({ preload: false }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`);
}
