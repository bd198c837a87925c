// What the reader can take away: the picture, and a link that opens the same view again.

function download(name, blob) {
  const address = URL.createObjectURL(blob);
  const anchor = el('a', { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** The view as a PNG on the paper's colour. */
function savePng(stage, name) {
  const drawn = byId('canvas').querySelector('canvas');
  const copy = el('canvas', { width: drawn.width, height: drawn.height });
  const ctx = copy.getContext('2d');
  ctx.fillStyle = stage.ink.paper;
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(drawn, 0, 0);
  copy.toBlob((blob) => { if (blob) download(`${name}.png`, blob); }, 'image/png');
}

/** The view as a drawing, made of the same shapes and names as the picture. */
function viewAsSvg(stage) {
  const { network, store } = stage;
  const { width, height } = byId('canvas').getBoundingClientRect();
  const scale = network.getScale();
  const spots = network.getPositions();
  const at = (id) => network.canvasToDOM(spots[id]);
  const lines = stage.edges.get().map((edge) => {
    const [a, b] = [at(edge.from), at(edge.to)];
    return svg('line', { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: edge.color.color, 'stroke-opacity': edge.color.opacity, 'stroke-width': edge.width * scale },
      svg('title', {}, store.lineName(store.lines[edge.id])));
  });
  const nodes = stage.nodes.getIds().map((id) => {
    const { x, y } = at(id);
    const { kind } = stage.spots.get(id);
    return svg('path', { d: shapeOf(kind).path, fill: colourOf(kind), stroke: stage.ink.paper, 'stroke-width': 2, opacity: stage.isQuiet(id) ? 0.2 : 1,
      transform: `translate(${x} ${y}) scale(${(stage.drawnRadius(id) * scale) / 10})` }, svg('title', {}, stage.name(id)));
  });
  const origin = network.canvasToDOM({ x: 0, y: 0 });
  const names = stage.placed.map(({ text, x, y, colour, font, opacity }) => svg('text', {
    x: x + origin.x, y: y + origin.y, fill: colour, opacity, stroke: stage.ink.paper, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke',
    'text-anchor': 'middle', 'dominant-baseline': 'central', 'font-family': getComputedStyle(document.body).fontFamily,
    'font-size': parseFloat(/([\d.]+)px/.exec(font)[1]), 'font-weight': font.startsWith('600') ? 600 : 400 }, text));
  const drawing = svg('svg', { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` },
    svg('rect', { width, height, fill: stage.ink.paper }), lines, nodes, names);
  return new XMLSerializer().serializeToString(drawing);
}

/** The edges of all lines in view that the filters let through, each once. */
function edgesInView(store, stage) {
  const rows = new Set(stage.shownLines().flatMap((id) => {
    const line = store.lines[id];
    return [...stage.filters.passingEdges(line), ...line.posts.flatMap(([held, at]) => [held, at])];
  }));
  return [...rows].sort((a, b) => a - b).map((row) => store.edge(row));
}

/** The part of the graph that is in view as a table, one edge and its surest sentence a row. */
function viewAsCsv(store, stage) {
  const rows = edgesInView(store, stage).map((edge) => {
    const proof = edge.evidence.length ? store.evidence(edge.evidence[0]) : null;
    return [store.title(edge.source), edge.property, store.title(edge.target), proof?.quote ?? '', proof && proof.article >= 0 ? store.title(proof.article) : '',
      proof?.confidence ?? '', store.iri(edge.source), store.iri(edge.target)];
  });
  const head = ['subject', 'property', 'object', 'quote', 'article', 'confidence', 'subjectIri', 'objectIri'];
  return `\ufeff${[head, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that no spreadsheet takes for a formula. */
function csvCell(value) {
  const text = plain(value);
  const safe = /^[=+\-@\t\r]/.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

const NAMESPACE = 'https://w3id.org/wenpu/ontology#';
const PREFIXES = {
  kg: NAMESPACE,
  owl: 'http://www.w3.org/2002/07/owl#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/** The part of the graph that is in view, with its evidence, as Turtle. */
function viewAsTurtle(store, stage) {
  const edges = edgesInView(store, stage);
  const nodes = [...new Set([...stage.shown(), ...edges.flatMap((e) => [e.source, e.target])])].sort((a, b) => a - b);
  const head = Object.entries(PREFIXES).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`);
  return `${[...head, '', ...nodes.flatMap((n) => turtleNode(store, n)), ...edges.flatMap((e) => turtleEdge(store, e))].join('\n')}\n`;
}

function turtleNode(store, node) {
  const subject = turtleIri(store.iri(node));
  const kind = store.kind(node);
  const names = store.names(node).map(([text, lang], i) => `${subject} skos:${i ? 'altLabel' : 'prefLabel'} ${turtleText(text, lang)} .`);
  const facts = store.facts(node).map((f) => `${subject} ${turtleTerm(f.property)} ${turtleLiteral(f)} .`);
  const same = store.sameAs(node).map((iri) => `${subject} owl:sameAs ${turtleIri(iri)} .`);
  return [...(kind === 'Thing' ? [] : [`${subject} a ${turtleTerm(kind)} .`]), ...names, ...facts, ...same];
}

function turtleEdge(store, edge) {
  const [subject, property, object] = [turtleIri(store.iri(edge.source)), turtleTerm(edge.property), turtleIri(store.iri(edge.target))];
  const proofs = edge.evidence.map((row) => {
    const { quote, article, start, end, method, confidence } = store.evidence(row);
    return `[] a kg:Evidence ; rdf:subject ${subject} ; rdf:predicate ${property} ; rdf:object ${object} ;\n`
      + `    kg:quote ${turtleText(quote)} ; kg:charStart ${start} ; kg:charEnd ${end} ; kg:method ${turtleText(method)} ; kg:confidence ${turtleText(confidence)}^^xsd:decimal`
      + `${article >= 0 ? ` ; kg:inArticle ${turtleIri(store.iri(article))}` : ''} .`;
  });
  return [`${subject} ${property} ${object} .`, ...proofs];
}

function turtleTerm(name) {
  return /^[A-Za-z][A-Za-z0-9]*$/.test(name) ? `kg:${name}` : turtleIri(NAMESPACE + name);
}

/** An IRI in Turtle: what no IRI may hold is percent-encoded, as RFC 3987 has it. */
function turtleIri(iri) {
  const [path, ...fragment] = iri.split('#');
  const encoded = [path, fragment.join('%23')].map((part) => part
    .replace(/%(?![0-9A-Fa-f]{2})/g, '%25')
    .replace(/[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\u{10000}-\u{dfffd}]/gu, encodeLoose)
    .replace(UNRULY, encodeLoose));
  return `<${encoded[0]}${fragment.length ? `#${encoded[1]}` : ''}>`;
}

function encodeLoose(character) {
  try {
    return encodeURIComponent(character);
  } catch {
    return '%EF%BF%BD'; // half of a surrogate pair
  }
}

function turtleLiteral({ value, type }) {
  if (/^(date|gYearMonth|gYear|decimal|anyURI|nonNegativeInteger|boolean|dateTime|integer)$/.test(type)) return `${turtleText(value)}^^xsd:${type}`;
  return turtleText(value, type === 'string' ? '' : type);
}

function turtleText(text, lang = '') {
  const escapes = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const quoted = String(text).replace(/["\\\n\r\t]/g, (c) => escapes[c]).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, (c) => (c === '\u0000' ? '' : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`));
  return `"${quoted}"${/^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/.test(lang) ? `@${lang}` : ''}`;
}

/** The state of the page in its address: selected node, what was grown, what is hidden, where one looks. */
function writeFragment(state) {
  const fields = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) if (value !== '' && value != null) fields.set(key, value);
  try {
    history.replaceState(null, '', `#${fields}`);
  } catch {
    // A page inside another document may not change its address: the view then has no link.
  }
}

function readFragment() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}
