// A chronicle of any size, in several scripts, the same each time: what a page must bear.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TITLES = [
  'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzentwurfsberatungsausschusssitzung eröffnet',
  'وزارة الخارجية تعلن عن استئناف المفاوضات بشأن المنطقة الحدودية بعد انقطاع دام عدة أشهر',
  '联合国大会通过关于加强同集体安全条约组织合作的决议并要求秘书长在下届会议上提出报告说明执行情况',
  'Подписана совместная декларация о сотрудничестве между секретариатами двух международных организаций',
  'The council meets',
  'Միավորված ազգերի կազմակերպության գլխավոր ասամբլեան ընդունում է բանաձև',
  'ממשלת הרפובליקה מודיעה על הפסקת אש',
  'https://example.org/an/address/that/has/no/place/to/break/and/runs/on/and/on/for/a/good/while/index.html',
];
// The forms that a date can have, of which an event of a year has one.
const FORMS = [
  (y, m, d) => `${y}-${m}-${d}`,
  (y, m) => `${y}-${m}`,
  (y) => `${y}`,
  (y) => `${y}~`,
  (y) => `${y}?`,
  (y) => `${y.slice(0, 3)}X`,
  (y, m, d) => `${y}-${m}-${d}/${y}-12-31`,
  (y, m, d) => `../${y}-${m}-${d}`,
  (y, m, d) => `${y}-${m}-${d}/..`,
  (y, m, d) => `[${y}-${m}-${d},${y}-12-31]`,
  (y, m, d) => `[..${y}-${m}-${d}]`,
  (y) => `${y}-21`,
];

// Numbers without rhyme, the same each time.
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

// Writes a site of `events` events over 900 years, 33 of them on one day, and says where.
export function chronicle(events) {
  const root = mkdtempSync(join(tmpdir(), `dateline-chronicle-${events}-`));
  const next = numbers(events);
  const two = (number) => String(number).padStart(2, '0');
  mkdirSync(join(root, 'content/events'), { recursive: true });
  mkdirSync(join(root, 'content/sources'), { recursive: true });
  writeFileSync(
    join(root, 'site.toml'),
    'title = "Nine hundred years"\ndescription = "A long chronicle."\nfrom = "1120"\nto = "2015"\n',
  );
  const sources = Math.ceil(events / 3);
  const yaml = Array.from({ length: sources }, (_, n) => {
    const published = `${1900 + (n % 120)}-${two(1 + (n % 12))}-${two(1 + (n % 28))}`;
    return `s${n}:\n  outlet: Outlet ${n % 211}\n  title: Report ${n}\n  published: ${published}\n`;
  });
  writeFileSync(join(root, 'content/sources/all.yaml'), yaml.join(''));
  const texts = [];
  for (let n = 0; n < events; n += 1) {
    const year = String(n % 3 === 0 ? 1990 + next(30) : 1116 + next(900));
    const written = FORMS[n % FORMS.length](year, two(1 + next(12)), two(1 + next(28)));
    const date = n < 33 ? '1991-12-08' : written;
    const actors = `"actor-${next(events)} actor-${next(20)}"`;
    texts.push(
      `## ${TITLES[n % TITLES.length]} (${n}) {#e${n} date="${date}" actors=${actors} places=place-${next(60)} tags=tag-${next(9)}}`,
      '',
      `What happened is told by one report [@s${next(sources)}, p. ${1 + next(40)}] and by another [@s${next(sources)}].`,
      '',
    );
  }
  writeFileSync(join(root, 'content/events/all.md'), `${texts.join('\n')}\n`);
  return root;
}
