// The drawn part of the graph: a vis-network whose nodes we paint ourselves.

const FOLDED = new Set(['Position']);
const SATELLITES = new Set(['Claim', 'Observation']);
const GROW_MOST = 24;

class Stage {
  constructor(first, on) {
    this.on = on;
    const { width, height } = byId('canvas').getBoundingClientRect();
    const upright = height > width * 1.2;
    // The picture is laid out across; on a screen that stands upright it is turned.
    const spot = ({ x, y }) => (upright ? { x: Math.round(y * 1.2), y: Math.round(x * 1.15) } : { x, y });
    this.spots = new Map(first.nodes.map((n) => [n.id, { ...spot(n), kind: n.group, label: n.label, weight: n.weight }]));
    this.heaviest = Math.max(10, ...first.nodes.map((n) => n.weight));
    this.store = null;
    this.filters = null;
    this.selected = null;
    this.near = null;
    this.hovered = null;
    this.path = null;
    this.nodes = new vis.DataSet(first.nodes.map((n) => this.nodeItem(n.id)));
    this.edges = new vis.DataSet(first.edges.map((e) => ({ id: e.id, from: e.from, to: e.to })));
    const options = { ...first.options, height: '100%', width: '100%' };
    this.network = new vis.Network(byId('canvas'), { nodes: this.nodes, edges: this.edges }, options);
    this.coarseness = 1;
    this.more = new Map();
    this.hubs = this.findHubs();
    this.listen();
    this.paint();
    this.fit(false);
  }

  nodeItem(id) {
    const { x, y } = this.spots.get(id);
    return { id, x, y, shape: 'custom', size: this.radius(id), ctxRenderer: (view) => this.drawNode(view) };
  }

  radius(id) {
    const { kind, weight } = this.spots.get(id);
    if (SATELLITES.has(kind) || kind === 'Topic' || FOLDED.has(kind)) return 8;
    return 9 + 13 * Math.sqrt(Math.min(weight / this.heaviest, 1));
  }

  /** The few nodes that the picture turns on: they keep their names. */
  findHubs() {
    const heavy = [...this.spots].filter(([, spot]) => spot.weight > this.heaviest * 0.4 && !SATELLITES.has(spot.kind));
    return new Set(heavy.sort(([, a], [, b]) => b.weight - a.weight).slice(0, 12).map(([id]) => id));
  }

  /** Nodes shrink less than the view does, so that they can be seen and hit from afar. */
  drawnRadius(id) {
    return this.radius(id) * Math.min(Math.max(0.5 / this.network.getScale(), 1), 3);
  }

  drawNode({ ctx, id, x, y, state }) {
    const radius = this.drawnRadius(id);
    const { kind } = this.spots.get(id);
    const drawNode = () => {
      ctx.save();
      ctx.translate(x, y);
      ctx.scale(radius / 10, radius / 10);
      ctx.globalAlpha = this.isQuiet(id) ? 0.28 : 1;
      const path = pathOf(kind);
      ctx.lineJoin = 'round';
      if (state.selected || id === this.selected) {
        ctx.strokeStyle = this.ink.accent;
        ctx.lineWidth = 7;
        ctx.stroke(path);
      }
      ctx.strokeStyle = this.ink.paper;
      ctx.lineWidth = 3;
      ctx.stroke(path);
      ctx.fillStyle = colourOf(kind);
      ctx.fill(path);
      if (state.hover) {
        ctx.strokeStyle = this.ink.text;
        ctx.lineWidth = 1.6;
        ctx.stroke(path);
      }
      ctx.restore();
    };
    return { drawNode, nodeDimensions: { width: radius * 2, height: radius * 2 } };
  }

  isQuiet(id) {
    return this.near !== null && !this.near.has(id);
  }

  listen() {
    const { network } = this;
    network.on('afterDrawing', (ctx) => drawLabels(ctx, this));
    network.on('click', ({ nodes, edges }) => {
      if (nodes.length) this.on.node(nodes[0]);
      else if (edges.length) this.on.line(edges[0]);
      else this.on.nothing();
    });
    network.on('doubleClick', ({ nodes }) => { if (nodes.length) this.on.grow(nodes[0]); });
    network.on('hoverNode', ({ node, event }) => { this.hovered = node; this.on.hover({ node }, event); });
    network.on('hoverEdge', ({ edge, event }) => this.on.hover({ line: edge }, event));
    for (const name of ['blurNode', 'blurEdge', 'dragStart', 'zoom']) {
      network.on(name, () => { this.hovered = null; this.on.leave(); });
    }
    network.on('afterDrawing', () => this.keepLinesVisible());
    network.on('dragEnd', ({ nodes }) => {
      for (const id of nodes) Object.assign(this.spots.get(id), network.getPosition(id));
    });
  }

  /** Lines stay visible from afar, as nodes do. */
  keepLinesVisible() {
    const wanted = Math.min(Math.max(0.8 / this.network.getScale(), 0.5), 5);
    if (wanted / this.coarseness > 1.25 || wanted / this.coarseness < 0.8) {
      this.coarseness = wanted;
      setTimeout(() => this.dress());
    }
  }

  attach(store, filters) {
    this.store = store;
    this.filters = filters;
    this.refresh();
  }

  /** Take the colours of the theme again. */
  paint() {
    this.ink = ink();
    this.dress();
    this.network.redraw();
  }

  /** Give every line its colour: strong where it touches what is selected, faint elsewhere. */
  dress() {
    this.edges.update(this.edges.map((edge) => {
      const touches = this.selected !== null && (edge.from === this.selected || edge.to === this.selected);
      const onPath = this.path?.has(edge.id);
      const faint = this.near !== null && !touches && !onPath;
      const colour = touches || onPath ? this.ink.accent : this.ink.line;
      return {
        id: edge.id,
        color: { color: colour, highlight: this.ink.accent, hover: this.ink.accent, opacity: faint ? 0.35 : 1 },
        width: (onPath ? 3 : 1.2) * this.coarseness,
        dashes: this.filters?.isMention(this.store.lines[edge.id]) ? [2, 5] : false,
      };
    }));
  }

  name(node) {
    return this.store ? this.store.title(node) : this.spots.get(node).label;
  }

  has(node) { return this.spots.has(node); }

  isShown(node) {
    return this.spots.has(node) && (!this.filters || this.filters.passesNode(node));
  }

  shown() { return [...this.spots.keys()].filter((node) => this.isShown(node)); }

  shownLines() { return this.edges.getIds(); }

  /** Bring nodes and lines in step with what is on stage and what the filters let through. */
  refresh() {
    const shown = new Set(this.shown());
    this.nodes.remove(this.nodes.getIds().filter((id) => !shown.has(id)));
    this.nodes.update([...shown].filter((id) => !this.nodes.get(id)).map((id) => this.nodeItem(id)));
    const lines = new Map();
    for (const node of shown) {
      for (const id of this.store.linesOf(node)) {
        const line = this.store.lines[id];
        if (shown.has(line.source) && shown.has(line.target) && this.filters.passesLine(line)) lines.set(id, line);
      }
    }
    const pairs = new Set([...lines.values()].map((l) => `${l.source}>${l.target}`));
    this.edges.remove(this.edges.getIds().filter((id) => !lines.has(id)));
    this.edges.update([...lines.values()].map((l) => ({ id: l.id, from: l.source, to: l.target, ...this.bend(l, pairs) })));
    this.more = this.countMore(shown);
    this.hubs = this.findHubs();
    this.dress();
    this.on.change(shown.size, lines.size);
  }

  /** How many neighbours of each node could still be brought into view. */
  countMore(shown) {
    const more = new Map();
    for (const node of shown) {
      const hidden = new Set(this.store.linesOf(node).map((id) => this.store.lines[id])
        .filter((line) => line.kept && !this.spots.has(this.store.other(line, node)) && this.filters.passesLine(line)
          && this.filters.passesNode(this.store.other(line, node)))
        .map((line) => this.store.other(line, node)));
      if (hidden.size) more.set(node, hidden.size);
    }
    return more;
  }

  /** Lines that would lie on each other bend apart. */
  bend(line, pairs) {
    const back = pairs.has(`${line.target}>${line.source}`);
    return { smooth: back ? { enabled: true, type: 'curvedCW', roundness: 0.14 } : false };
  }

  select(node) {
    this.selected = node;
    this.path = null;
    this.near = node === null ? null : new Set([node, ...this.network.getConnectedNodes(node)]);
    this.network.selectNodes(node === null ? [] : [node], false);
    this.dress();
  }

  /** Show how two nodes are connected: bring what lies between them and set it off. */
  showPath(nodes, lines) {
    this.bringInRow(nodes);
    this.path = new Set(lines.map((line) => line.id));
    this.near = new Set(nodes);
    this.selected = null;
    this.network.unselectAll();
    this.refresh();
    this.fit(true, nodes);
  }

  /** Put the nodes of a way on stage one after the other, starting from one that is there. */
  bringInRow(nodes) {
    const known = Math.max(nodes.findIndex((node) => this.spots.has(node)), 0);
    this.bring([nodes[known]]);
    const step = (node, before, way, number) => {
      const { x, y } = this.spots.get(before);
      this.bring([node], before, { x: x + way * 190, y: y + (number % 2 ? 70 : -70) });
    };
    for (let i = known + 1; i < nodes.length; i += 1) step(nodes[i], nodes[i - 1], 1, i);
    for (let i = known - 1; i >= 0; i -= 1) step(nodes[i], nodes[i + 1], -1, i);
  }

  /** Let nodes move by springs and charges, or hold them where they have come to. */
  setPhysics(on) {
    const solver = { solver: 'forceAtlas2Based', forceAtlas2Based: { gravitationalConstant: -90, springLength: 130, avoidOverlap: 0.6 } };
    this.network.setOptions({ physics: on ? { enabled: true, stabilization: false, ...solver } : { enabled: false } });
    if (!on) for (const [id, spot] of Object.entries(this.network.getPositions())) Object.assign(this.spots.get(Number(id)), spot);
  }

  /** Put nodes on stage around `anchor`, or near what they are linked to, or at a spot. */
  bring(nodes, anchor = null, spot = null) {
    const fresh = nodes.filter((node) => !this.spots.has(node));
    const fixed = [...this.spots.values()];
    fresh.forEach((node, number) => {
      const near = anchor !== null && this.spots.has(anchor) ? this.spots.get(anchor) : this.anchorOf(node);
      const angle = number * 2.39996 + 0.7;
      const reach = 120 + 9 * Math.sqrt(number) * 4;
      const at = spot ?? { x: near.x + reach * 1.3 * Math.cos(angle), y: near.y + reach * Math.sin(angle) };
      this.spots.set(node, {
        x: Math.round(at.x),
        y: Math.round(at.y),
        kind: this.store.kind(node),
        label: this.store.data.label[node],
        weight: this.store.weight(node),
      });
    });
    this.relax(fresh, fixed);
    return fresh.length;
  }

  anchorOf(node) {
    const linked = this.store.linesOf(node).map((id) => this.store.other(this.store.lines[id], node));
    const spot = linked.map((other) => this.spots.get(other)).find(Boolean);
    return spot ?? this.network.getViewPosition();
  }

  /** Move new nodes off everything that they cover; what was there stays where it was. */
  relax(fresh, fixed) {
    const moving = fresh.map((node) => this.spots.get(node));
    for (let round = 0; round < 60; round += 1) {
      for (const spot of moving) {
        for (const other of [...fixed, ...moving]) {
          if (other === spot) continue;
          const dx = spot.x - other.x;
          const dy = spot.y - other.y;
          const overlapX = 110 - Math.abs(dx);
          const overlapY = 58 - Math.abs(dy);
          if (overlapX <= 0 || overlapY <= 0) continue;
          if (overlapX / 110 < overlapY / 58) spot.x += (dx < 0 ? -1 : 1) * overlapX * 0.5;
          else spot.y += (dy < 0 ? -1 : 1) * overlapY * 0.5;
        }
      }
    }
    for (const spot of moving) Object.assign(spot, { x: Math.round(spot.x), y: Math.round(spot.y) });
  }

  /** Show the best connected neighbours of a node that are not there yet. */
  grow(node) {
    const near = new Set();
    for (const id of this.store.linesOf(node)) {
      const line = this.store.lines[id];
      const other = this.store.other(line, node);
      if (!this.spots.has(other) && this.filters.passesLine(line) && this.filters.passesNode(other)) near.add(other);
    }
    const best = [...near].sort((a, b) => this.store.weight(b) - this.store.weight(a) || a - b).slice(0, GROW_MOST);
    const added = this.bring(best, node);
    this.refresh();
    return added;
  }

  /** Make sure that a node is on stage, and fly to it. */
  reveal(node) {
    if (!this.spots.has(node)) {
      this.bring([node]);
      this.refresh();
      this.grow(node);
    }
    this.flyTo(node);
  }

  drop(node) {
    this.spots.delete(node);
    this.refresh();
  }

  /** Move the view if legend or panel lie over a node. */
  uncover(node) {
    const free = this.on.free();
    const view = this.network.getViewPosition();
    const { x, y } = this.spots.get(node);
    const scale = this.network.getScale();
    const off = Math.abs((x - view.x) * scale - free.centreX) > free.width / 2 - 30
      || Math.abs((y - view.y) * scale - free.centreY) > free.height / 2 - 30;
    if (off) this.flyTo(node);
  }

  flyTo(node) {
    if (!this.nodes.get(node)) return;
    const scale = Math.max(this.network.getScale(), 0.9);
    this.network.focus(node, { scale, offset: { x: this.on.free().centreX, y: this.on.free().centreY }, animation: this.animation() });
  }

  /** Show everything in the part of the stage that nothing covers. */
  fit(animate = true, ids = this.nodes.getIds()) {
    const spots = ids.map((id) => this.spots.get(id));
    if (!spots.length) return;
    const range = (key) => [Math.min(...spots.map((s) => s[key])), Math.max(...spots.map((s) => s[key]))];
    const [left, right] = range('x');
    const [top, bottom] = range('y');
    const free = this.on.free();
    const margin = Math.min(150, free.width * 0.2);
    const scale = Math.min((free.width - margin) / (right - left + 1), (free.height - 110) / (bottom - top + 1), 1.35);
    const shift = { x: free.centreX / scale, y: free.centreY / scale };
    this.network.moveTo({
      position: { x: (left + right) / 2 - shift.x, y: (top + bottom) / 2 - shift.y },
      scale: Math.max(scale, 0.05),
      animation: animate && this.animation(),
    });
  }

  animation() {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    return still ? false : { duration: 450, easingFunction: 'easeInOutCubic' };
  }

  zoom(factor) {
    this.network.moveTo({ scale: Math.min(Math.max(this.network.getScale() * factor, 0.05), 6) });
  }
}
