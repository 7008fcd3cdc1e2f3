// The sites that are looked at, built anew for each file of tests.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { after, before, describe } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { launch } from './browser.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));

const folder = (name) => join(repository, 'tests', 'sites', name);

// The roots: the sample chronicle, a small site with every feature, in many scripts, and chronicles
// that are in another language as a whole.
export const SITES = { sample: repository, every: folder('every'), russian: folder('russian'), arabic: folder('arabic') };

// Those whose interface is in English, for tests that look for its words.
export const ENGLISH = ['sample', 'every'];

export const PROGRAM = process.env.DATELINE ?? join(repository, 'target', 'debug', 'dateline');

// Builds the site of that name into a new folder; or the one that lies in the folder `root`.
export function build(name, root = SITES[name]) {
  const output = mkdtempSync(join(tmpdir(), `dateline-${name}-`));
  execFileSync(PROGRAM, ['build', '--quiet', '--root', root, '--output', join(output, 'public')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Site(name, output);
}

// A group of tests for each of the sites, or for those named. `tests` gets what they share: the
// `browser` and the built `site`, which are there once a test runs, and the site's `name`.
export function describeSites(tests, names = Object.keys(SITES)) {
  for (const name of names) {
    describe(name, () => {
      const shared = { name, browser: null, site: null };
      before(async () => {
        shared.site = build(name);
        shared.browser = await launch();
      });
      after(async () => {
        await shared.browser?.close();
        shared.site?.remove();
      });
      tests(shared);
    });
  }
}

export class Site {
  #folder;

  constructor(name, folder) {
    this.name = name;
    this.#folder = folder;
    this.root = join(folder, 'public');
    this.files = walk(this.root).map((file) => relative(this.root, file).split(sep).join('/')).sort();
    this.pages = this.files.filter((file) => file.endsWith('.html'));
    if (this.pages.length < 5) throw new Error(`${name}: only ${this.pages.length} pages were built`);
  }

  text(path) {
    return readFileSync(join(this.root, path), 'utf8');
  }

  // The address of a page, from the disk; of the output's root without one.
  address(path = '') {
    return `${pathToFileURL(this.root).href}/${path}`;
  }

  size(path) {
    return statSync(join(this.root, path)).size;
  }

  // The largest page of each kind, by what the page's body says that it is. What only sends its
  // readers on is no kind of page.
  kinds() {
    const largest = new Map();
    for (const page of this.pages.filter((page) => !this.isRedirect(page))) {
      const [kind] = this.text(page).match(/<body[^>]*>/) ?? [page];
      if (!largest.has(kind) || this.size(page) > this.size(largest.get(kind))) largest.set(kind, page);
    }
    return [...largest.values()];
  }

  isRedirect(page) {
    return this.text(page).includes('http-equiv="refresh"');
  }

  remove() {
    rmSync(this.#folder, { recursive: true });
  }
}

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}
