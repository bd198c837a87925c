// Puts the parts together: what is pressed, chosen and hovered goes through here.

const first = JSON.parse(byId('first').textContent);
Object.assign(words, { lang: first.lang, table: first.words, vocabulary: first.vocabulary });
shapes.table = first.shapes;

const page = { store: null, filters: null, panel: null, search: null, stage: null, grown: [], pathFrom: null, physics: false, moved: false, themed: false };
const night = matchMedia('(prefers-color-scheme: dark)');

function setTheme(dark) {
  shapes.dark = dark;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

/** Take on a theme, also where all is drawn already. */
function repaint(dark) {
  setTheme(dark);
  page.stage.paint();
  redraw();
}

function setLanguage(lang) {
  words.lang = words.table[lang] ? lang : 'zh';
  document.documentElement.lang = words.lang;
}

function titleNow() {
  return first.titles[words.lang];
}

function drawBar() {
  byId('title').textContent = plain(titleNow());
  document.title = plain(titleNow());
  byId('search').placeholder = say('search');
  byId('search').setAttribute('aria-label', say('search'));
  byId('canvas').setAttribute('aria-label', say('canvas'));
  const press = (key, act) => button(say(key), act, { title: say(`${key}Title`), 'aria-label': say(`${key}Title`) });
  byId('tools').replaceChildren(
    press('fit', () => page.stage.fit()),
    press('list', () => { if (page.store) page.panel.list(page.stage.shown()); }),
    saveMenu(),
    button(say('physics'), (event) => {
      page.physics = !page.physics;
      page.stage.setPhysics(page.physics);
      event.currentTarget.setAttribute('aria-pressed', String(page.physics));
    }, { title: say('physicsTitle'), 'aria-pressed': String(page.physics), class: 'wide' }),
    press('theme', () => { page.themed = true; repaint(!shapes.dark); }),
    press('language', () => { setLanguage(words.lang === 'zh' ? 'en' : 'zh'); redraw(); remember(); }),
  );
}

/** The ways to take the view away, in a menu that opens below its button. */
function saveMenu() {
  const name = short(titleNow(), 40).replace(/[^\p{L}\p{N}]+/gu, '-') || 'graph';
  const items = {
    png: () => savePng(page.stage, name),
    svg: () => download(`${name}.svg`, new Blob([viewAsSvg(page.stage)], { type: 'image/svg+xml' })),
    turtle: () => download(`${name}.ttl`, new Blob([viewAsTurtle(page.store, page.stage)], { type: 'text/turtle' })),
    csv: () => download(`${name}.csv`, new Blob([viewAsCsv(page.store, page.stage)], { type: 'text/csv' })),
    link: copyLink,
  };
  const menu = el('details', { class: 'menu' }, el('summary', { title: say('saveTitle') }, say('save')),
    el('div', {}, Object.entries(items).map(([key, act]) => button(say(key), () => { menu.open = false; if (page.store) act(); }))));
  menu.addEventListener('focusout', (event) => { if (!menu.contains(event.relatedTarget)) menu.open = false; });
  menu.addEventListener('keydown', (event) => { if (event.key === 'Escape') menu.open = false; });
  return menu;
}

async function copyLink() {
  remember();
  await navigator.clipboard?.writeText(location.href).then(() => showStatus(say('linkCopied')), () => {});
}

/** Everything that holds words or colours, drawn again. */
function redraw() {
  drawBar();
  if (!page.store) return;
  drawLegend(page.store, page.filters, page.stage);
  page.panel.again();
  page.stage.refresh();
  page.stage.network.redraw();
}

function remember() {
  if (!page.store) return;
  const hidden = [...page.filters.hiddenKinds].sort().join('.');
  writeFragment({
    node: page.panel.shown?.node === undefined ? '' : page.store.data.iri[page.panel.shown.node],
    grown: page.grown.join('.'),
    hidden: hidden === [...page.filters.startKinds].sort().join('.') ? '' : hidden || '-',
    off: [...page.filters.hiddenProperties].filter((name) => !NOT_DRAWN.has(name)).sort().join(' '),
    from: page.filters.article === null ? '' : page.store.data.iri[page.filters.article],
    sure: page.filters.least || '',
    years: Number.isFinite(page.filters.from) || Number.isFinite(page.filters.to) ? `${page.filters.from}~${page.filters.to}` : '',
    way: page.panel.shown?.way ? page.panel.shown.way.slice(0, 2).map((n) => page.store.data.iri[n]).join(' ') : '',
    lang: words.lang === first.lang ? '' : words.lang,
    view: viewField(),
  });
}

let soon = 0;

function rememberSoon() {
  clearTimeout(soon);
  soon = setTimeout(remember, 400);
}

/** Where one looks, if it is no longer where the page opened. */
function viewField() {
  const { network } = page.stage;
  const { x, y } = network.getViewPosition();
  return page.moved ? [x, y, network.getScale() * 1000].map(Math.round).join(',') : '';
}

/** Bring back the view that the address describes. */
function recall() {
  const state = readFragment();
  const { filters, store, stage } = page;
  const row = (text) => (text === undefined ? -1 : store.data.iri.indexOf(text));
  if (state.lang) setLanguage(state.lang);
  if (state.hidden) filters.hiddenKinds = new Set(state.hidden.split('.').filter((kind) => kind !== '-'));
  for (const name of (state.off ?? '').split(' ').filter(Boolean)) filters.hiddenProperties.add(name);
  if (row(state.from) >= 0) filters.article = row(state.from);
  filters.least = Math.min(Math.max(Number(state.sure) || 0, 0), 1);
  if (/^(-?\d+|-Infinity)~(-?\d+|Infinity)$/.test(state.years ?? '')) [filters.from, filters.to] = state.years.split('~').map(Number);
  for (const kind of store.data.kinds) if (!filters.hiddenKinds.has(kind) && filters.startKinds.includes(kind)) filtersChanged(kind);
  for (const node of (state.grown ?? '').split('.').filter(Boolean).map(Number)) if (node in store.data.iri) growAt(node);
  stage.refresh();
  if (row(state.node) >= 0) go(row(state.node));
  else if (first.focus !== null && location.hash.length < 2) go(first.focus);
  const ends = (state.way ?? '').split(' ').map(row);
  if (ends.length === 2 && ends.every((end) => end >= 0)) connect(...ends);
  const view = (state.view ?? '').split(',').map(Number);
  if (view.length === 3 && view.every(Number.isFinite)) {
    stage.network.moveTo({ position: { x: view[0], y: view[1] }, scale: Math.min(Math.max(view[2] / 1000, 0.05), 6) });
    page.moved = true;
  }
}

function growAt(node) {
  const added = page.stage.grow(node);
  if (added) page.grown.push(node);
  return added;
}

function isPhone() {
  return matchMedia('(max-width: 700px)').matches;
}

function showStatus(text) {
  byId('status').textContent = text;
}

function go(node) {
  if (page.pathFrom !== null) { connect(page.pathFrom, node); return; }
  page.panel.node(node);
  if (page.filters.hiddenKinds.has(page.store.kind(node))) page.stage.select(null);
  else {
    if (!page.stage.has(node)) page.grown.push(node);
    page.stage.reveal(node);
    page.stage.select(node);
  }
  remember();
}

/** Show the shortest way between two nodes: by relations, and by mentions where there is no other. */
function connect(from, to) {
  page.pathFrom = null;
  const { store, filters } = page;
  const open = (line, other) => other === to || !filters.hiddenKinds.has(store.kind(other));
  const way = store.way(from, to, (line, other) => open(line, other) && filters.passesLine(line))
    ?? store.way(from, to, open);
  page.panel.way(from, to, way);
  if (way) page.stage.showPath(way.nodes, way.lines);
  remember();
}

function close() {
  page.pathFrom = null;
  page.panel?.close();
  page.stage.select(null);
  remember();
}

function hover(what, event) {
  if (!page.store) return;
  const { store } = page;
  const hint = byId('hint');
  hint.replaceChildren(...(what.node !== undefined ? nodeHint(store, what.node) : lineHint(store, store.lines[what.line])));
  hint.hidden = false;
  const stage = byId('stage').getBoundingClientRect();
  const left = Math.min(event.clientX - stage.left + 14, stage.width - hint.offsetWidth - 8);
  const below = event.clientY - stage.top + 18;
  const top = below + hint.offsetHeight > stage.height ? event.clientY - stage.top - hint.offsetHeight - 12 : below;
  hint.style.left = `${Math.max(left, 8)}px`;
  hint.style.top = `${Math.max(top, 8)}px`;
}

function nodeHint(store, node) {
  const rows = page.panel.ownEvidence(node).concat(store.incoming(node).flatMap((e) => e.evidence));
  const quote = rows.length ? store.evidence(rows[0]).quote : '';
  return [el('strong', {}, icon(store.kind(node)), read(store.title(node))), el('span', { class: 'small' }, ` ${term(store.kind(node))}`),
    quote && el('p', {}, el('bdi', {}, marked(short(quote, 180), [...page.panel.termsOf(node), ...page.panel.figureForms(node)])))].filter(Boolean);
}

function lineHint(store, line) {
  const edge = store.edge(store.behind(line)[0]);
  const quote = edge.evidence.length ? store.evidence(edge.evidence[0]).quote : '';
  const terms = [...page.panel.termsOf(line.source), ...page.panel.termsOf(line.target), ...store.postTitles(line)];
  return [el('strong', {}, read(store.title(line.source)), ` — ${store.lineName(line)} → `, read(store.title(line.target))),
    quote && el('p', {}, el('bdi', {}, marked(short(quote, 180), terms)))].filter(Boolean);
}

const act = {
  close,
  go,
  grow(node) {
    const added = growAt(node);
    page.stage.select(node);
    showStatus(say('grown', { n: added }));
    remember();
  },
  hide(node) { page.stage.drop(node); close(); },
  path(node) { page.panel.wayFrom(node); page.pathFrom = node; },
  connect,
};

const on = {
  node(node) {
    if (!page.store) return;
    if (page.pathFrom !== null) { connect(page.pathFrom, node); return; }
    page.stage.select(node);
    page.panel.node(node);
    page.stage.uncover(node);
    remember();
  },
  line(line) { if (page.store) page.panel.line(page.store.lines[line]); },
  nothing() { if (page.store) close(); },
  grow(node) { if (page.store) act.grow(node); },
  hover,
  leave() { byId('hint').hidden = true; },
  change(nodes, lines) { showStatus(say('inView', { n: nodes, m: lines, all: page.store.count })); },
  /** The part of the stage that legend and panel leave free: its size, and how far its middle lies off. */
  free() {
    const { width, height } = byId('stage').getBoundingClientRect();
    const [legend, panel] = [byId('legend').getBoundingClientRect(), byId('panel').getBoundingClientRect()];
    if (isPhone()) {
      return { width, height: height - legend.height - panel.height, centreX: 0, centreY: (legend.height - panel.height) / 2 };
    }
    const left = legend.width + 12;
    return { width: width - left - panel.width, height, centreX: (left - panel.width) / 2, centreY: 0 };
  },
};

function keys(event) {
  const { stage } = page;
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (step) walk(step);
  else if (event.key === '+' || event.key === '=') stage.zoom(1.25);
  else if (event.key === '-') stage.zoom(0.8);
  else if (event.key === '0') stage.fit();
  else if (event.key === 'Escape') close();
  else if (event.key === 'Enter' && stage.selected !== null) { page.panel.node(stage.selected); byId('panel').focus(); }
  else return;
  event.preventDefault();
}

/** Select the node that lies nearest in a direction. */
function walk([dx, dy]) {
  const { stage } = page;
  if (!page.store) return;
  const here = stage.selected === null ? stage.network.getViewPosition() : stage.spots.get(stage.selected);
  let best = null;
  let least = Infinity;
  for (const node of stage.shown()) {
    const spot = stage.spots.get(node);
    const ahead = (spot.x - here.x) * dx + (spot.y - here.y) * dy;
    const aside = Math.abs((spot.x - here.x) * dy) + Math.abs((spot.y - here.y) * dx);
    if (node === stage.selected || ahead <= 0 || aside > ahead * 2.5) continue;
    if (ahead + aside * 1.5 < least) { least = ahead + aside * 1.5; best = node; }
  }
  if (best === null) return;
  stage.select(best);
  stage.flyTo(best);
  showStatus(`${term(page.store.kind(best))}: ${plain(page.store.title(best))}`);
}

/** Classes that the reader asks for come on stage beside what they are linked to. */
function filtersChanged(kind) {
  const { store, stage, filters } = page;
  if (kind !== null && store.data.kinds.includes(kind)) {
    const wanted = new Set();
    for (const node of stage.shown()) {
      for (const id of store.linesOf(node)) {
        const other = store.other(store.lines[id], node);
        if (store.kind(other) === kind && !stage.has(other) && filters.passesLine(store.lines[id])) wanted.add(other);
      }
    }
    stage.bring([...wanted].sort((a, b) => store.weight(b) - store.weight(a) || a - b).slice(0, 150));
  }
  stage.refresh();
  remember();
}

/** What is printed is printed light: the colours of the dark theme are none on paper. */
function paperIsWhite() {
  let dark = false;
  addEventListener('beforeprint', () => { dark = shapes.dark; if (dark) repaint(false); });
  addEventListener('afterprint', () => { if (dark) repaint(true); });
}

async function start() {
  setTheme(night.matches);
  setLanguage(first.lang);
  drawBar();
  page.stage = new Stage(first, on);
  showStatus(say('loading'));
  byId('canvas').addEventListener('keydown', keys);
  performance.mark('drawn');
  if (document.readyState === 'loading') await new Promise((done) => { document.addEventListener('DOMContentLoaded', done, { once: true }); });
  page.store = new Store(await readBlock('data'));
  page.filters = new Filters(page.store, first.hiddenKinds, filtersChanged);
  page.panel = new Panel(page.store, act);
  page.search = new Search(page.store, (node) => go(node));
  page.stage.attach(page.store, page.filters);
  redraw();
  page.stage.fit(false);
  recall();
  redraw();
  document.documentElement.dataset.state = 'ready';
  performance.mark('ready');
  // A window that is made larger or smaller shows all as before, unless one looks at something already.
  page.stage.network.on('resize', () => requestAnimationFrame(() => {
    if (!page.moved && page.stage.selected === null) page.stage.fit(false);
  }));
  for (const event of ['dragEnd', 'zoom']) page.stage.network.on(event, () => { page.moved = true; rememberSoon(); });
  night.addEventListener('change', () => { if (!page.themed) repaint(night.matches); });
  paperIsWhite();
  page.store.quotes = await readBlock('quotes');
  page.panel.again();
  document.documentElement.dataset.quotes = 'ready';
}

// For the console, and for whoever drives the page from outside.
globalThis.wenpu = { page, act };

start().catch((error) => {
  showStatus(say('failed'));
  throw error;
});
