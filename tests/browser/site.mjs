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

  // The largest page of each kind: what lies in one folder, its index apart.
  kinds() {
    const largest = new Map();
    for (const page of this.pages) {
      const folder = page.includes('/') ? page.split('/')[0] : '';
      const alone = folder === '' ? page : page.endsWith('/index.html') ? `${folder}/index` : folder;
      if (!largest.has(alone) || this.size(page) > this.size(largest.get(alone))) largest.set(alone, page);
    }
    return [...largest.values()];
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
