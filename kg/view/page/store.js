// All data of the page, read once. Nodes, edges, lines and evidence are numbers: rows of the tables
// that kg/view/tables.py writes.

class Store {
  constructor(data) {
    this.data = data;
    this.count = data.iri.length;
    this.lines = data.lines.map(([source, target, edges, posts, kept], id) => ({ id, source, target, edges, posts, kept: kept === 1 }));
    this.linesOf = rowsBy(this.count, this.lines, (line) => [line.source, line.target]);
    this.edgesOf = rowsBy(this.count, data.edges, (edge) => [edge[0], edge[2]]);
    this.factsOf = rowsBy(this.count, data.facts, (fact) => [fact[0]]);
    this.quotes = [];
  }

  iri(node) { return this.data.base + this.data.iri[node]; }
  kind(node) { return this.data.kinds[this.data.kind[node]]; }
  weight(node) { return this.data.weight[node]; }
  names(node) { return this.data.names[node]; }
  sameAs(node) { return this.data.sameAs[node] ?? []; }
  edge(row) {
    const [source, property, target, evidence] = this.data.edges[row];
    return { row, source, property: this.data.properties[property], target, evidence };
  }
  fact(row) {
    const [node, property, value, type, evidence] = this.data.facts[row];
    return { node, property: this.data.properties[property], value, type, evidence };
  }
  evidence(row) {
    const [quote, article, start, end, method, confidence] = this.data.evidence[row];
    return { quote: this.quotes[quote] ?? '…', article, start, end, method: this.data.methods[method], confidence };
  }

  /** What a node is called in the language of the interface, where it has a name in it. */
  label(node) {
    const label = this.data.label[node];
    if (words.lang === 'en') return this.names(node).find(([, lang]) => lang.startsWith('en'))?.[0] ?? label;
    return label;
  }

  /** What stands beside a node: figures and claims say what they hold. */
  title(node) {
    const kind = this.kind(node);
    if (kind === 'Observation') return `${this.figure(node)} ${this.value(node, 'measure')}`.trim() || this.label(node);
    if (kind === 'Claim') return quoted(this.value(node, 'claimText') || this.label(node));
    return this.label(node);
  }

  /** The figure of an observation as people write it. */
  figure(node) {
    const value = this.value(node, 'value');
    const sign = { increase: '+', decrease: '−' }[this.value(node, 'observationKind')] ?? '';
    return value && sign + figure(value, this.value(node, 'unit'), this.value(node, 'qualifier'));
  }

  facts(node) { return this.factsOf(node).map((row) => this.fact(row)); }
  /** A value of a property, in the language of the interface if there is one, or an empty text. */
  value(node, property) {
    const said = this.facts(node).filter((f) => f.property === property);
    return (said.find((f) => f.type.split('-')[0] === words.lang) ?? said[0])?.value ?? '';
  }
  outgoing(node) { return this.edgesOf(node).map((row) => this.edge(row)).filter((e) => e.source === node); }
  incoming(node) { return this.edgesOf(node).map((row) => this.edge(row)).filter((e) => e.target === node); }
  targets(node, property) { return this.outgoing(node).filter((e) => e.property === property).map((e) => e.target); }

  /** How sure an edge or fact is: its surest evidence; what needs none is certain. */
  confidence(evidence) {
    return evidence.length ? Math.max(...evidence.map((row) => this.data.evidence[row][5])) : 1;
  }

  fromArticle(evidence, article) {
    return article === null || evidence.some((row) => this.data.evidence[row][1] === article);
  }

  /** The name of a line: the posts that it stands for, else its properties. */
  lineName(line, edges = line.edges) {
    const titles = this.postTitles(line);
    const names = titles.length ? titles : edges.map((row) => term(this.edge(row).property));
    return [...new Set(names)].join(' · ');
  }

  postTitles(line) { return line.posts.map(([, , title]) => title).filter(Boolean); }

  /** All edges that a line stands for. */
  behind(line) { return line.edges.concat(line.posts.flatMap(([held, at]) => [held, at])); }

  /** The nodes of a class that an article says something of. */
  readIn(article, kind) {
    const found = [];
    for (let node = 0; node < this.count; node += 1) {
      if (this.kind(node) === kind && this.factsOf(node).some((row) => this.fromArticle(this.data.facts[row][4], article))) found.push(node);
    }
    return found;
  }

  /** The shortest way along lines from one node to another, or null: nodes and the lines between them. */
  way(from, to, passes) {
    const cameBy = new Map([[from, null]]);
    let ring = [from];
    while (ring.length && !cameBy.has(to)) {
      const next = [];
      for (const node of ring) {
        for (const id of this.linesOf(node)) {
          const line = this.lines[id];
          const other = this.other(line, node);
          if (cameBy.has(other) || !passes(line, other)) continue;
          cameBy.set(other, line);
          next.push(other);
        }
      }
      ring = next;
    }
    if (!cameBy.has(to)) return null;
    const nodes = [to];
    const lines = [];
    for (let line = cameBy.get(to); line !== null; line = cameBy.get(nodes[0])) {
      lines.unshift(line);
      nodes.unshift(this.other(line, nodes[0]));
    }
    return { nodes, lines };
  }

  other(line, node) { return line.source === node ? line.target : line.source; }
}

/** Return a function from node to the rows that name it; rows lie in one flat array. */
function rowsBy(count, rows, nodesOf) {
  const starts = new Uint32Array(count + 1);
  rows.forEach((row) => { for (const node of new Set(nodesOf(row))) starts[node + 1] += 1; });
  for (let i = 0; i < count; i += 1) starts[i + 1] += starts[i];
  const next = starts.slice();
  const flat = new Uint32Array(starts[count]);
  rows.forEach((row, number) => { for (const node of new Set(nodesOf(row))) flat[next[node]++] = number; });
  return (node) => Array.from(flat.subarray(starts[node], starts[node + 1]));
}

/** Read a data block of the page, unpacking it where it is packed. */
async function readBlock(id) {
  const block = byId(id);
  const text = block.textContent;
  block.replaceChildren(); // its memory is better used
  if (block.dataset.packing !== 'gzip') return JSON.parse(text);
  const stream = new Blob([fromBase64(text)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).json();
}

function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i += 1) bytes[i] = raw.charCodeAt(i);
  return bytes;
}
