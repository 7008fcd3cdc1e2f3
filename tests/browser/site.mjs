// The sites that are looked at, built anew for each file of tests.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));

// The roots: the sample chronicle, and a small site with every feature, in many scripts.
export const SITES = { sample: repository, every: join(repository, 'tests', 'sites', 'every') };

const PROGRAM = process.env.DATELINE ?? join(repository, 'target', 'debug', 'dateline');

// Builds the site of that name into a new folder.
export function build(name) {
  const output = mkdtempSync(join(tmpdir(), `dateline-${name}-`));
  execFileSync(PROGRAM, ['build', '--quiet', '--root', SITES[name], '--output', join(output, 'public')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Site(name, output);
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
