// Goes from the home page along every link, in a real browser, and writes down what is wrong.

// `home` is the address of the output's root, with its last `/`. The result names each page that
// was reached, relative to it, and each fault.
export async function crawl(browser, home, { javaScriptEnabled = true } = {}) {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  const faults = [];
  let at = '';
  const fault = (what) => faults.push(`${at}: ${what}`);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) fault(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => fault(`script: ${error.message}`));
  page.on('requestfailed', (request) => {
    // An icon that was still on its way when the next page was opened.
    if (request.failure()?.errorText === 'net::ERR_ABORTED') return;
    fault(`not loaded: ${request.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith('data:')) {
      fault(`a request to elsewhere: ${request.url()}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400) fault(`${response.status()}: ${response.url()}`);
  });

  const ids = new Map();
  const wanted = [];
  const queue = ['index.html'];
  const met = new Set(queue);
  while (queue.length > 0) {
    at = queue.shift();
    const answer = await page.goto(home + at, { waitUntil: 'load' }).catch((error) => error);
    if (answer instanceof Error) {
      fault(answer.message.split('\n')[0]);
      continue;
    }
    if (!at.endsWith('.html')) continue;
    const found = await page.evaluate(look);
    ids.set(at, new Set(found.ids));
    for (const id of found.repeated) fault(`the id ${id} stands twice`);
    for (const link of found.links) {
      if (!link.startsWith(home)) {
        if (!/^(https?|mailto|tel|urn):/.test(link)) fault(`a link out of the site: ${link}`);
        continue;
      }
      const [path, fragment] = link.slice(home.length).split('#');
      const file = decodeURIComponent(path);
      if (file === '' || file.endsWith('/')) fault(`a link that names no file: ${link}`);
      if (fragment) wanted.push({ from: at, path: file, fragment: decodeURIComponent(fragment) });
      // What the browser would save rather than show is looked for, not opened.
      if (!met.has(file)) {
        met.add(file);
        if (file.endsWith('.html')) queue.push(path);
        else await exists(context, home + path).then((there) => there || fault(`nothing at ${link}`));
      }
    }
  }
  for (const { from, path, fragment } of wanted) {
    if (ids.has(path) && !ids.get(path).has(fragment)) faults.push(`${from}: no #${fragment} on ${path}`);
  }
  await context.close();
  return { reached: [...ids.keys()].map(decodeURIComponent), faults };
}

// In the page: what it links to and loads, and the ids that it has.
function look() {
  const links = [];
  for (const [selector, property] of [
    ['a[href], area[href], link[href]', 'href'],
    ['img[src], script[src], source[src]', 'src'],
    ['svg a', 'href'],
  ]) {
    for (const element of document.querySelectorAll(selector)) {
      const value = element[property];
      const address = typeof value === 'string' ? value : value?.baseVal;
      if (address) links.push(new URL(address, document.baseURI).href);
    }
  }
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  const repeated = ids.filter((id, n) => ids.indexOf(id) !== n);
  return { links: [...new Set(links)], ids, repeated };
}

async function exists(context, address) {
  if (address.startsWith('file:')) {
    const { statSync } = await import('node:fs');
    const { fileURLToPath } = await import('node:url');
    return statSync(fileURLToPath(address), { throwIfNoEntry: false })?.isFile() ?? false;
  }
  return (await context.request.get(address)).ok();
}
