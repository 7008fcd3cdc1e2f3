// Lighthouse over a home, an event and a source page of each site, as a phone and as a desktop sees
// them. Ends with an error where the median of any category is below 99.
import { join } from 'node:path';

import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';

import { serve } from '../browser/server.mjs';
import { SITES, build } from '../browser/site.mjs';

const LEAST = 99;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
// One slow moment of the machine is no fault of the page: the median of so many runs counts.
const RUNS = Number(process.env.RUNS ?? 3);

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

// What Lighthouse gave a page in each run, and what it found wanting in the last.
async function runs(address, port, config) {
  const scores = CATEGORIES.map(() => []);
  let wanting = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { lhr } = await lighthouse(address, { port, onlyCategories: CATEGORIES, logLevel: 'error' }, config);
    if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
    CATEGORIES.forEach((name, i) => scores[i].push(Math.round(lhr.categories[name].score * 100)));
    wanting = CATEGORIES.flatMap((name) =>
      lhr.categories[name].auditRefs
        .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 0.9)
        .map(({ id }) => `${id}: ${lhr.audits[id].title}`),
    );
  }
  return { scores: scores.map(median), wanting };
}

const browser = await launch({
  chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'],
});
let failed = false;
try {
  console.log(`${'page'.padEnd(48)} ${'seen by'.padEnd(8)} ${CATEGORIES.join('  ')}`);
  for (const name of Object.keys(SITES)) {
    const site = build(name);
    const { home, stop } = await serve(site.root, '/');
    try {
      const largest = (folder) =>
        site.pages
          .filter((page) => page.startsWith(`${folder}/`) && !page.endsWith('index.html') && !site.isRedirect(page))
          .toSorted((a, b) => site.size(b) - site.size(a))[0];
      for (const page of ['index.html', largest('events'), largest('sources')]) {
        for (const [viewer, config] of [['phone', undefined], ['desktop', desktopConfig]]) {
          const { scores, wanting } = await runs(new URL(page, home).href, browser.port, config);
          const short = scores.some((score) => score < LEAST);
          failed ||= short;
          const row = scores.map((score, i) => String(score).padStart(CATEGORIES[i].length));
          console.log(`${join(name, page).padEnd(48)} ${viewer.padEnd(8)} ${row.join('  ')}${short ? '  below' : ''}`);
          if (short) for (const audit of wanting) console.log(`    ${audit}`);
        }
      }
    } finally {
      await stop();
      site.remove();
    }
  }
} finally {
  browser.kill();
}
process.exitCode = failed ? 1 : 0;
