// The side panel: all that the graph says of a node or a line, each with the sentence behind it.

const SAID = new Set(['claimText', 'measure', 'value', 'unit', 'qualifier', 'observationKind', 'period', 'positionTitle']);
const MOST = 60;

class Panel {
  constructor(store, act) {
    this.store = store;
    this.act = act;
    this.shown = null;
    this.element = byId('panel');
    this.element.addEventListener('keydown', (event) => { if (event.key === 'Escape') act.close(); });
  }

  close() {
    this.shown = null;
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  open(content, label) {
    this.element.hidden = false;
    this.element.setAttribute('aria-label', plain(label));
    this.element.replaceChildren(button('×', () => this.act.close(), { class: 'close', 'aria-label': say('close') }), ...content.filter(Boolean));
    this.element.scrollTop = 0;
  }

  again() {
    if (this.shown?.node !== undefined) this.node(this.shown.node);
    else if (this.shown?.line !== undefined) this.line(this.shown.line);
    else if (this.shown?.way) this.way(...this.shown.way);
    else if (this.shown?.wayFrom !== undefined) this.wayFrom(this.shown.wayFrom);
    else if (this.shown?.list) this.list(this.shown.list);
  }

  node(node) {
    this.shown = { node };
    const { store } = this;
    const kind = store.kind(node);
    this.open([
      el('p', { class: 'class' }, icon(kind), heading(kind)),
      el('h2', {}, read(store.title(node))),
      this.names(node),
      this.elsewhere(node),
      this.actions(node),
      this.literals(node),
      this.relations(node),
      this.figures(node),
      this.claims(node),
      this.mentions(node),
    ], store.title(node));
  }

  names(node) {
    const others = this.store.names(node).filter(([text]) => text !== this.store.title(node));
    if (!others.length) return null;
    return el('ul', { class: 'names', 'aria-label': say('names') },
      others.map(([text, lang]) => el('li', {}, read(text), lang && el('span', { class: 'lang' }, lang))));
  }

  elsewhere(node) {
    const same = this.store.sameAs(node);
    if (!same.length) return null;
    return el('p', { class: 'elsewhere' }, same.map((iri) => [link(iri, `${webAddress(iri)?.host ?? ''} ${iri.split('/').pop()}`), ' ']).flat());
  }

  actions(node) {
    const { act } = this;
    return el('div', { class: 'actions' },
      button(say('grow'), () => act.grow(node)),
      button(say('path'), () => act.path(node), { title: say('pathTitle') }),
      button(say('hideNode'), () => act.hide(node)));
  }

  /** A line of the panel: what is said, and on demand the sentence. */
  entry(content, evidence, terms) {
    if (!evidence.length) return el('li', {}, content);
    return el('li', {}, el('details', {}, el('summary', {}, content), this.evidence(evidence, terms)));
  }

  evidence(rows, terms) {
    return el('div', { class: 'evidence' }, rows.slice(0, 8).map((row) => this.sentence(row, terms)),
      rows.length > 8 && el('p', { class: 'small' }, say('more', { n: rows.length - 8 })));
  }

  sentence(row, terms) {
    const { store } = this;
    const piece = store.evidence(row);
    const article = piece.article >= 0 ? piece.article : null;
    const date = article === null ? '' : store.value(article, 'publicationDate') || store.value(article, 'date');
    const address = article === null ? '' : store.value(article, 'url');
    return el('figure', {},
      el('blockquote', {}, el('bdi', {}, marked(piece.quote, terms))),
      el('figcaption', {},
        article !== null && this.to(article), date && ` · ${date}`,
        webAddress(address) && [' · ', link(address, say('openSource'))],
        el('span', { class: 'how', title: `${piece.method} ${piece.start}–${piece.end}` }, ` · ${say('confidenceIs')} ${piece.confidence}`)));
  }

  /** A button that leads to another node. */
  to(node) {
    const { store } = this;
    return el('button', { type: 'button', class: 'to', on: { click: (event) => { event.preventDefault(); this.act.go(node); } } },
      icon(store.kind(node)), read(short(store.title(node), 60)));
  }

  termsOf(node) { return this.store.names(node).map(([text]) => text).concat(this.store.data.label[node]); }

  literals(node) {
    const groups = new Map();
    for (const fact of this.store.facts(node)) {
      if (fact.property === 'value' || fact.property === 'unit' || fact.property === 'qualifier') continue;
      if (!groups.has(fact.property)) groups.set(fact.property, []);
      groups.get(fact.property).push(fact);
    }
    if (!groups.size) return this.own(node);
    return el('section', {}, this.own(node), [...groups].map(([property, facts]) => this.group(heading(property), facts.map((fact) => this.entry(
      fact.type === 'anyURI' || property === 'url' ? link(fact.value, webAddress(fact.value)?.host) : read(this.worded(fact)),
      fact.evidence, [fact.value, ...dateForms(fact.value), ...this.termsOf(node)])))));
  }

  /** The sentence of a claim or a figure stands open: it is what the node is. */
  own(node) {
    const rows = this.ownEvidence(node);
    if (!SATELLITES.has(this.store.kind(node)) || !rows.length) return null;
    return this.evidence(rows, [...this.figureForms(node), this.store.value(node, 'measure'), this.store.value(node, 'claimText')]);
  }

  ownEvidence(node) {
    return [...new Set([...this.store.facts(node), ...this.store.outgoing(node)].flatMap((f) => f.evidence))];
  }

  worded(fact) {
    return fact.property === 'observationKind' || fact.property === 'qualifier' ? say(fact.value) : fact.value;
  }

  group(name, entries) {
    if (!entries.length) return null;
    return el('div', { class: 'group' }, el('h3', {}, name), el('ul', {}, entries.slice(0, MOST)),
      entries.length > MOST && el('p', { class: 'small' }, say('more', { n: entries.length - MOST })));
  }

  relations(node) {
    const groups = new Map();
    const add = (name, entry) => { if (!groups.has(name)) groups.set(name, []); groups.get(name).push(entry); };
    const { store } = this;
    for (const edge of [...store.outgoing(node), ...store.incoming(node)]) {
      const other = edge.source === node ? edge.target : edge.source;
      if (edge.property === 'mentions' || (SATELLITES.has(store.kind(other)) && !SATELLITES.has(store.kind(node)))) continue;
      const terms = [...this.termsOf(node), ...this.termsOf(other)];
      const name = edge.source === node ? heading(edge.property) : `← ${term(edge.property)}`;
      add(name, this.entry(store.kind(other) === 'Position' ? this.post(other, node) : this.to(other), edge.evidence, [...terms, ...this.postTerms(other)]));
    }
    return el('section', {}, [...groups].map(([name, entries]) => this.group(name, entries)));
  }

  /** A position as its title and the one at its other end. */
  post(position, from) {
    const ends = [...this.store.targets(position, 'positionAt'), ...this.store.incoming(position).filter((e) => e.property === 'holds').map((e) => e.source)];
    const title = this.store.value(position, 'positionTitle') || this.store.label(position);
    return [read(title), ...ends.filter((end) => end !== from).flatMap((end) => [' ', this.to(end)])];
  }

  postTerms(node) {
    return this.store.kind(node) === 'Position' ? [this.store.value(node, 'positionTitle')] : [];
  }

  satellites(node, kind) {
    if (this.store.kind(node) === 'Article') return this.store.readIn(node, kind);
    const linked = this.store.edgesOf(node).map((row) => this.store.edge(row)).filter((e) => e.property !== 'mentions')
      .map((e) => (e.source === node ? e.target : e.source));
    return [...new Set(linked)].filter((n) => this.store.kind(n) === kind && n !== node);
  }

  figures(node) {
    if (this.store.kind(node) === 'Observation') return null;
    const rows = this.satellites(node, 'Observation');
    if (!rows.length) return null;
    // A column that would say nothing, or only the node that it stands beside, is left out.
    const links = [['area', 'area'], ['source', 'attributedTo']]
      .filter(([, property]) => rows.some((row) => this.store.targets(row, property).some((other) => other !== node)));
    const heads = ['measure', 'value', 'period', ...links.map(([name]) => name)].map((name) => el('th', { scope: 'col' }, say(name)));
    return el('section', {}, el('h3', {}, say('figures')), this.charts(rows),
      el('table', {}, el('thead', {}, el('tr', {}, heads)), el('tbody', {}, rows.slice(0, MOST).flatMap((row) => this.figureRow(row, links)))),
      rows.length > MOST && el('p', { class: 'small' }, say('more', { n: rows.length - MOST })));
  }

  figureRow(node, links) {
    const { store } = this;
    const linked = links.map(([, property]) => el('td', {}, store.targets(node, property).map((other) => this.to(other))));
    const quote = el('tr', { class: 'quote', hidden: true }, el('td', { colspan: 3 + links.length },
      this.evidence(this.ownEvidence(node), [...this.figureForms(node), store.value(node, 'measure')])));
    const flip = (event) => { quote.hidden = !quote.hidden; event.currentTarget.setAttribute('aria-expanded', String(!quote.hidden)); };
    const opener = el('button', { type: 'button', class: 'figure', 'aria-expanded': 'false', title: say('sentence'), on: { click: flip } }, read(store.figure(node)));
    return [el('tr', {}, el('td', {}, read(store.value(node, 'measure'))), el('td', { class: 'number' }, opener),
      el('td', { class: 'number' }, read(store.value(node, 'period'))), linked), quote];
  }

  /** One measure over several periods is drawn, the others are not. */
  charts(rows) {
    const series = new Map();
    for (const row of rows) {
      const key = [this.store.value(row, 'measure'), this.store.value(row, 'unit'), this.store.value(row, 'observationKind')].join('|');
      const period = this.store.value(row, 'period');
      const value = Number(this.store.value(row, 'value'));
      if (!period || !Number.isFinite(value)) continue;
      if (!series.has(key)) series.set(key, new Map());
      series.get(key).set(period, { value, row });
    }
    return [...series].filter(([, points]) => points.size > 1).map(([key, points]) => this.chart(key.split('|')[0], points));
  }

  chart(measure, points) {
    const sorted = [...points].sort(([a], [b]) => (a < b ? -1 : 1)).slice(-12);
    const top = Math.max(...sorted.map(([, p]) => Math.abs(p.value))) || 1;
    const bars = sorted.flatMap(([period, { value, row }], i) => {
      const height = (Math.abs(value) / top) * 54;
      const x = i * 86 + 43;
      return [svg('rect', { x: x - 16, y: 74 - height, width: 32, height, rx: 2, class: 'bar' }),
        svg('text', { x, y: 68 - height, class: 'bar-value' }, this.store.figure(row)),
        svg('text', { x, y: 88, class: 'bar-period' }, period)];
    });
    return el('figure', { class: 'chart' }, el('figcaption', {}, read(measure)),
      svg('svg', { viewBox: `0 0 ${sorted.length * 86} 92`, width: sorted.length * 86, height: 92, role: 'img', 'aria-label': plain(measure) }, bars));
  }

  /** The figure as a sentence may have it: 53.9万亿, 53.9, 53900000000000. */
  figureForms(node) {
    const value = Number(this.store.value(node, 'value'));
    const unit = this.store.value(node, 'unit');
    if (!Number.isFinite(value)) return [];
    const forms = [[1e12, '万亿'], [1e8, '亿'], [1e4, '万'], [1e12, ' trillion'], [1e9, ' billion'], [1e6, ' million'], [1, '']]
      .map(([scale, name]) => [value / scale, name]).filter(([n]) => Math.abs(n) >= 0.01 && n === Number(n.toFixed(4)))
      .flatMap(([n, name]) => [`${n}${name}`, `${n.toLocaleString('en')}${name}`]).filter((f) => f.length > 1 || unit);
    return forms.map((form) => form + unit).concat(forms);
  }

  claims(node) {
    const rows = this.store.kind(node) === 'Claim' ? [] : this.satellites(node, 'Claim');
    if (!rows.length) return null;
    return el('section', {}, this.group(say('claims'), rows.map((claim) => {
      const { store } = this;
      const text = store.value(claim, 'claimText') || store.label(claim);
      const by = store.targets(claim, 'claimant').filter((who) => who !== node).map((who) => this.to(who));
      return this.entry([read(quoted(text)), ' ', by, store.value(claim, 'claimDate') && el('span', { class: 'small' }, ` ${store.value(claim, 'claimDate')}`)],
        this.ownEvidence(claim), [text, ...this.termsOf(node)]);
    })));
  }

  mentions(node) {
    const { store } = this;
    const from = store.incoming(node).filter((e) => e.property === 'mentions');
    const of = store.outgoing(node).filter((e) => e.property === 'mentions');
    return el('section', {},
      this.group(say('mentionedIn'), from.map((e) => this.entry(this.to(e.source), e.evidence, this.termsOf(node)))),
      this.group(heading('mentions'), of.map((e) => this.entry(this.to(e.target), e.evidence, this.termsOf(e.target)))));
  }

  /** The way from one node to another, step by step with its sentences. */
  way(from, to, way) {
    this.shown = { way: [from, to, way] };
    const { store } = this;
    const steps = way === null ? [el('p', {}, say('pathNone'))] : way.lines.map((line) => el('section', { class: 'step' },
      this.lineHead(line), this.evidence([...new Set(store.behind(line).flatMap((row) => store.edge(row).evidence))].slice(0, 1),
        [...this.termsOf(line.source), ...this.termsOf(line.target), ...store.postTitles(line)])));
    this.open([el('p', { class: 'class' }, say('pathTitle')), el('h2', { class: 'line-head' }, this.to(from), ' ⇢ ', this.to(to)), ...steps], say('path'));
  }

  /** Waits for the other end of a way. */
  wayFrom(node) {
    this.shown = { wayFrom: node };
    this.open([el('p', { class: 'class' }, say('pathTitle')), el('h2', { class: 'line-head' }, this.to(node), ' ⇢ …'), el('p', {}, say('pathHelp'))], say('path'));
  }

  /** What is in view, as a list: for those who cannot see or point at the picture. */
  list(nodes) {
    this.shown = { list: nodes };
    const { store } = this;
    const kinds = countBy(nodes.length, (i) => store.kind(nodes[i]));
    this.open([el('h2', {}, say('listView')), ...kinds.map(([kind, count]) => {
      const own = nodes.filter((n) => store.kind(n) === kind).sort((a, b) => store.weight(b) - store.weight(a) || a - b);
      return this.group(`${heading(kind)} (${count})`, own.map((n) => el('li', {}, this.to(n))));
    })], say('listView'));
  }

  lineHead(line) {
    return el('p', { class: 'line-head' }, this.to(line.source), el('span', { class: 'arrow' }, ` ${this.store.lineName(line)} → `), this.to(line.target));
  }

  line(line) {
    this.shown = { line };
    const { store } = this;
    this.open([
      el('p', { class: 'class' }, say('relations')),
      this.lineHead(line),
      ...store.behind(line).map((row) => {
        const edge = store.edge(row);
        const terms = [...this.termsOf(edge.source), ...this.termsOf(edge.target), ...this.postTerms(edge.source), ...this.postTerms(edge.target)];
        return el('section', {}, el('h3', {}, heading(edge.property)),
          edge.evidence.length ? this.evidence(edge.evidence, terms) : el('p', { class: 'small' }, say('noEvidence')));
      }),
    ], store.lineName(line));
  }
}

/** A date as a Chinese sentence may have it: 2024-11-19 as 11月19日. */
function dateForms(value) {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(value);
  if (!match) return [];
  const [, year, month, day] = match;
  const forms = month ? [] : [`${year}年`];
  if (month) forms.push(`${year}年${Number(month)}月`, `${Number(month)}月`);
  if (day) forms.push(`${Number(month)}月${Number(day)}日`, `${Number(day)}日`);
  return forms;
}
