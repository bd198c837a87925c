// What may be seen: classes, relations, one article, a least confidence, a stretch of time.

const NOT_DRAWN = new Set(['mentions']);
const DATES = ['startDate', 'endDate', 'publicationDate', 'claimDate', 'period', 'date'];

class Filters {
  constructor(store, hiddenKinds, changed) {
    this.store = store;
    this.changed = changed;
    this.startKinds = [...hiddenKinds];
    this.years = new Map();
    this.reset();
  }

  reset() {
    this.hiddenKinds = new Set(this.startKinds);
    this.hiddenProperties = new Set(NOT_DRAWN);
    this.article = null;
    this.least = 0;
    this.from = -Infinity;
    this.to = Infinity;
  }

  passesEdge(row, only) {
    const edge = this.store.edge(row);
    return (only || !this.hiddenProperties.has(edge.property))
      && this.store.confidence(edge.evidence) >= this.least
      && this.store.fromArticle(edge.evidence, this.article);
  }

  /** Mentions alone make no line, unless the graph would fall apart without it. */
  passingEdges(line) {
    const only = line.kept && this.isMention(line);
    return line.edges.filter((row) => this.passesEdge(row, only));
  }

  isMention(line) {
    return !line.posts.length && line.edges.every((row) => NOT_DRAWN.has(this.store.edge(row).property));
  }

  passesLine(line) {
    if (this.passingEdges(line).length > 0) return true;
    // A post is one line through two edges: it needs both, and gives way to the post drawn as a node.
    return !this.showsFolded() && line.posts.some(([held, at]) => this.passesEdge(held) && this.passesEdge(at));
  }

  showsFolded() { return [...FOLDED].every((kind) => !this.hiddenKinds.has(kind)); }

  passesNode(node) {
    if (this.hiddenKinds.has(this.store.kind(node))) return false;
    if (this.article !== null && node !== this.article && !this.inArticle(node)) return false;
    const years = this.yearsOf(node);
    return !years.length || years.some((year) => year >= this.from && year <= this.to);
  }

  inArticle(node) {
    return this.store.edgesOf(node).some((row) => {
      const edge = this.store.edge(row);
      return edge.source === this.article || edge.target === this.article
        || (edge.evidence.length > 0 && this.store.fromArticle(edge.evidence, this.article));
    });
  }

  /** The years in which a node lies: of its dates and periods. */
  yearsOf(node) {
    if (!this.years.has(node)) {
      const values = this.store.facts(node).filter((f) => DATES.includes(f.property)).map((f) => f.value);
      const years = values.flatMap((v) => v.split('/').map((part) => Number(/^-?\d{4}/.exec(part)?.[0] ?? NaN)));
      this.years.set(node, years.filter(Number.isFinite));
    }
    return this.years.get(node);
  }

  toggle(set, value, shown) {
    if (shown) set.delete(value); else set.add(value);
    this.changed(shown ? value : null);
  }
}

/** Draw the legend, which is the filters too. */
function drawLegend(store, filters, stage) {
  const legend = byId('legend');
  const kinds = countBy(store.count, (node) => store.kind(node));
  const properties = countBy(store.data.edges.length, (row) => store.edge(row).property);
  const open = legend.dataset.open === 'true';
  legend.replaceChildren(...[
    button(say('legend'), () => { legend.dataset.open = String(legend.dataset.open !== 'true'); drawLegend(store, filters, stage); },
      { class: 'legend-head', 'aria-expanded': String(open) }),
    (open || !isPhone()) && el('div', { class: 'kinds', role: 'group', 'aria-label': say('classes') },
      kinds.map(([kind, count]) => toggle([icon(kind), heading(kind)], count, !filters.hiddenKinds.has(kind),
        (shown) => { filters.toggle(filters.hiddenKinds, kind, shown); drawLegend(store, filters, stage); }))),
    open && legendMore(store, filters, stage, properties),
  ].filter(Boolean));
}

function legendMore(store, filters, stage, properties) {
  const again = () => { filters.changed(null); drawLegend(store, filters, stage); };
  return el('div', { class: 'more' },
    el('h2', {}, say('relations')),
    el('div', { class: 'kinds', role: 'group', 'aria-label': say('relations') },
      properties.map(([name, count]) => toggle([heading(name)], count, !filters.hiddenProperties.has(name),
        (shown) => { filters.toggle(filters.hiddenProperties, name, shown); drawLegend(store, filters, stage); }))),
    articleFilter(store, filters, again),
    confidenceFilter(filters),
    timeFilter(store, filters),
    button(say('reset'), () => { filters.reset(); again(); }, { class: 'quiet-button' }));
}

function toggle(content, count, shown, change) {
  return el('button', { type: 'button', class: 'toggle', 'aria-pressed': String(shown), on: { click: () => change(!shown) } },
    content.map((c) => (c instanceof Node ? c : el('span', {}, c))), el('span', { class: 'count' }, count));
}

function countBy(count, keyOf) {
  const counts = new Map();
  for (let i = 0; i < count; i += 1) counts.set(keyOf(i), (counts.get(keyOf(i)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function articleFilter(store, filters, again) {
  const articles = [];
  for (let i = 0; i < store.count; i += 1) if (store.kind(i) === 'Article') articles.push(i);
  if (articles.length < 2) return null;
  const choose = (event) => { filters.article = event.target.value === '' ? null : Number(event.target.value); again(); };
  const options = articles.slice(0, 2000).map((a) => el('option', { value: a, selected: a === filters.article }, short(store.label(a), 40)));
  return el('label', {}, say('article'), el('select', { on: { change: choose } }, el('option', { value: '' }, say('allArticles')), options));
}

function confidenceFilter(filters) {
  const output = el('output', {}, filters.least.toFixed(2));
  const change = (event) => { filters.least = Number(event.target.value); output.textContent = filters.least.toFixed(2); filters.changed(null); };
  return el('label', {}, say('confidence'), output,
    el('input', { type: 'range', min: 0, max: 1, step: 0.05, value: filters.least, on: { input: change } }));
}

function timeFilter(store, filters) {
  let low = Infinity;
  let high = -Infinity;
  for (let node = 0; node < store.count; node += 1) {
    for (const year of filters.yearsOf(node)) { low = Math.min(low, year); high = Math.max(high, year); }
  }
  if (!(high > low)) return null;
  const output = el('output', {});
  const tell = () => { output.textContent = `${Math.max(low, filters.from)} – ${Math.min(high, filters.to)}`; };
  const slider = (which, other) => el('input', {
    type: 'range', min: low, max: high, step: 1, value: Math.min(Math.max(filters[which], low), high),
    'aria-label': `${say('time')} ${which === 'from' ? '≥' : '≤'}`,
    on: {
      input: (event) => {
        const year = Number(event.target.value);
        filters[which] = which === 'from' ? Math.min(year, Math.min(filters[other], high)) : Math.max(year, Math.max(filters[other], low));
        event.target.value = filters[which];
        tell();
        filters.changed(null);
      },
    },
  });
  tell();
  return el('div', { class: 'time' }, say('time'), output, slider('from', 'to'), slider('to', 'from'));
}
