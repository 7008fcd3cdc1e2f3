// Sites that are written for one test, of whatever it needs.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { build } from './site.mjs';

// Builds the site of these files, by their paths; without the folder that they were written into.
export function built(name, files) {
  const root = mkdtempSync(join(tmpdir(), `dateline-written-`));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return build(name, root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

// The text of an event: its front matter as JSON, which is YAML too.
export const event = (front, text = '') => {
  const lines = Object.entries(front).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${lines.join('\n')}\n---\n\n${text}\n`;
};
