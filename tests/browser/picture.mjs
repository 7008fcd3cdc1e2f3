// Takes a picture of the readme: `node picture.mjs`, after `cargo build`; of the chronology with
// `node picture.mjs index.html ../../docs/images/home.png`.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

import { launch } from './browser.mjs';
import { SITES, build } from './site.mjs';

const site = build('sample');
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1200, height: 860 } });
await page.goto(pathToFileURL(join(site.root, process.argv[2] ?? 'events/moscow-declaration.html')).href);
await page.screenshot({ path: process.argv[3] ?? join(SITES.sample, 'docs', 'images', 'sample.png') });
await browser.close();
site.remove();
