// Names of nodes and lines, drawn in screen pixels after everything else. They never cover each other:
// the more important takes its place first, and what finds none waits until one zooms in.

const NODE_FONT = 13;
const LINE_FONT = 11;
const widths = new Map();

const CELL = 80;

/** Boxes that are taken, found again by the cells of a grid that they touch. */
class Occupied {
  constructor() { this.cells = new Map(); }

  /** Whether nothing lies there; over nodes one may lie where `overNodes` says so. */
  free(box, overNodes = false) {
    return !this.cellsOf(box).some((key) => this.cells.get(key)?.some((b) => b.owner !== box.owner
      && !(overNodes && b.isNode) && overlap(box, b)));
  }

  /** How many nodes a box lies over, but its own; hubs count for many. */
  covered(box, hubs) {
    const under = new Set(this.cellsOf(box).flatMap((key) => this.cells.get(key) ?? [])
      .filter((b) => b.isNode && b.owner !== box.owner && overlap(box, b)).map((b) => b.owner));
    return [...under].reduce((sum, node) => sum + (hubs.has(node) ? 10 : 1), 0);
  }

  take(box) {
    for (const key of this.cellsOf(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  cellsOf({ x, y, w, h }) {
    const keys = [];
    for (let column = Math.floor(x / CELL); column <= Math.floor((x + w) / CELL); column += 1) {
      for (let row = Math.floor(y / CELL); row <= Math.floor((y + h) / CELL); row += 1) keys.push(`${column},${row}`);
    }
    return keys;
  }
}

function overlap(a, b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function fontOf(size, bold = false) {
  return `${bold ? '600 ' : ''}${size}px ${getComputedStyle(document.body).fontFamily}`;
}

function widthOf(ctx, text) {
  const key = ctx.font + text;
  if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
  return widths.get(key);
}

/** Draw all names that find room. `ctx` is in the network's coordinates. What was drawn stays in `stage.placed`. */
function drawLabels(ctx, stage) {
  stage.placed = [];
  const { network } = stage;
  const scale = network.getScale();
  const occupied = new Occupied();
  const view = { ctx, stage, scale, occupied };
  const shown = stage.nodes.getIds();
  const spots = network.getPositions(shown);
  for (const id of shown) {
    const r = stage.drawnRadius(id) * scale;
    const { x, y } = spots[id];
    occupied.take({ owner: id, isNode: true, x: x * scale - r, y: y * scale - r, w: 2 * r, h: 2 * r });
  }
  for (const box of coveredBoxes(stage, scale)) occupied.take(box);
  ctx.save();
  ctx.scale(1 / scale, 1 / scale);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  for (const id of byImportance(stage, shown)) drawNodeLabel(view, id, spots[id]);
  for (const [id, count] of stage.more) drawMore(view, id, count, stage.drawnRadius(id) * scale, spots[id]);
  if (stage.store) {
    for (const line of linesToName(stage, spots)) drawLineLabel(view, line, spots);
  }
  ctx.restore();
}

/** Where no name can be read: under legend and panel, and beyond the edges. */
function coveredBoxes(stage, scale) {
  const origin = stage.network.DOMtoCanvas({ x: 0, y: 0 });
  const canvas = byId('canvas').getBoundingClientRect();
  const box = (left, top, w, h) => ({ owner: 'cover', x: left + origin.x * scale, y: top + origin.y * scale, w, h });
  const covers = ['legend', 'panel'].map((id) => byId(id).getBoundingClientRect()).filter((r) => r.width > 0)
    .map((r) => box(r.left - canvas.left, r.top - canvas.top, r.width, r.height));
  const deep = 2 * CELL;
  return [...covers, box(-deep, 0, deep, canvas.height), box(canvas.width, 0, deep, canvas.height),
    box(0, -deep, canvas.width, deep), box(0, canvas.height, canvas.width, deep)];
}

function byImportance(stage, ids) {
  const rank = (id) => (id === stage.selected ? 2e6 : 0) + (id === stage.hovered ? 1e6 : 0)
    + (stage.near?.has(id) ? 1e5 : 0) + (SATELLITES.has(stage.spots.get(id).kind) ? 0 : 100) + stage.spots.get(id).weight;
  return [...ids].sort((a, b) => rank(b) - rank(a) || a - b);
}

function linesByImportance(stage) {
  const lines = stage.shownLines().map((id) => stage.store.lines[id]);
  const rank = (line) => (line.source === stage.selected || line.target === stage.selected ? 1 : 0);
  return lines.sort((a, b) => rank(b) - rank(a) || a.id - b.id);
}

/** Where lines are too many for anybody to tell which one a name is of, only what is selected or on a way has names. */
const CROWDED = 400;

function linesToName(stage, spots) {
  const { width, height } = byId('canvas').getBoundingClientRect();
  const [from, to] = [{ x: 0, y: 0 }, { x: width, y: height }].map((corner) => stage.network.DOMtoCanvas(corner));
  const inView = (spot) => spot && spot.x > from.x && spot.x < to.x && spot.y > from.y && spot.y < to.y;
  const lines = linesByImportance(stage).filter((line) => inView(spots[line.source]) || inView(spots[line.target]));
  if (lines.length <= CROWDED) return lines;
  return lines.filter((line) => stage.path?.has(line.id) || line.source === stage.selected || line.target === stage.selected);
}

function drawNodeLabel({ ctx, stage, scale, occupied }, id, spot) {
  const strong = id === stage.selected || id === stage.hovered;
  const spare = SATELLITES.has(stage.spots.get(id).kind);
  ctx.font = fontOf(spare ? LINE_FONT : NODE_FONT, strong || stage.hubs.has(id));
  const r = stage.drawnRadius(id) * scale * 1.1 + (id === stage.selected ? 4 : 0);
  const spotted = { x: spot.x * scale, y: spot.y * scale, r };
  const name = stage.name(id);
  const found = roomFor(ctx, occupied, id, spotted, wrapped(name, strong ? 44 : 26))
    ?? (spare ? null : roomFor(ctx, occupied, id, spotted, [clipped(name)]))
    ?? (stage.hubs.has(id) ? leastCovering(ctx, stage, occupied, id, spotted, name) : null)
    ?? (strong ? placesOf(ctx, spotted, wrapped(name, 44))[0] : null);
  if (!found) return;
  const { rows, x, y } = found;
  occupied.take(boxOf(`name${id}`, found));
  ctx.globalAlpha = stage.isQuiet(id) ? 0.42 : 1;
  rows.forEach((row, i) => {
    halo(ctx, stage, row, x, y + (i - (rows.length - 1) / 2) * (NODE_FONT + 3), spare ? stage.ink.quiet : stage.ink.text);
  });
}

const boxOf = (owner, { x, y, w, h }) => ({ owner, x: x - w / 2, y: y - h / 2, w, h });

function roomFor(ctx, occupied, owner, spot, rows) {
  return placesOf(ctx, spot, rows).find((place) => occupied.free(boxOf(owner, place))) ?? null;
}

/** Room for the name of a hub that other nodes have to give: as few as possible, and no hubs if there is a way. */
function leastCovering(ctx, stage, occupied, owner, spot, name) {
  const places = [wrapped(name, 26), [clipped(name)]].flatMap((rows) => placesOf(ctx, spot, rows))
    .filter((place) => occupied.free(boxOf(owner, place), true));
  const cost = new Map(places.map((place) => [place, occupied.covered(boxOf(owner, place), stage.hubs)]));
  return places.sort((a, b) => cost.get(a) - cost.get(b))[0] ?? null;
}

/** Where a name may stand: below, above, beside, and at the corners. */
function placesOf(ctx, { x, y, r }, rows) {
  const w = Math.max(...rows.map((row) => widthOf(ctx, row))) + 6;
  const h = rows.length * (NODE_FONT + 3) + 2;
  const [up, side] = [r + h / 2, r + w / 2];
  const slant = 0.6;
  return [[0, up], [0, -up], [side, 0], [-side, 0], [side * slant, up], [-side * slant, up], [side * slant, -up], [-side * slant, -up]]
    .map(([dx, dy]) => ({ rows, x: x + dx, y: y + dy, w, h }));
}

const ONE_ROW = 14;

function breadth(characters) {
  return characters.reduce((sum, c) => sum + (c > '\u2e7f' ? 1 : 0.55), 0);
}

/** The beginning of a name, where the whole finds no room. */
function clipped(name) {
  const characters = Array.from(plain(name));
  if (breadth(characters) <= 9) return characters.join('');
  let end = 1;
  while (breadth(characters.slice(0, end + 1)) <= 8.5) end += 1;
  return `${characters.slice(0, end).join('').trim()}…`;
}

/** As much of a text as has room: names keep both ends, which tell them apart, what somebody said its beginning. */
function fitted(text, most) {
  let all = Array.from(plain(text));
  if (all.length > 4 * most) all = [...all.slice(0, 2 * most), ...all.slice(-2 * most)]; // more of it is never shown
  if (breadth(all) <= most) return all;
  const close = all[0] === '“' && all.at(-1) === '”' ? ['”'] : [];
  let [head, tail] = [all.length, all.length];
  for (let keep = all.length - 1; breadth([...all.slice(0, head), ...all.slice(tail), '…', ...close]) > most && keep > 1; keep -= 1) {
    head = close.length ? keep : Math.floor(keep / 2);
    tail = close.length ? all.length : all.length - keep + head;
  }
  const loose = /[\s\p{Pd},，、:：(（]/u; // what would hang at the ellipsis
  head = wordEnd(all, head, -1);
  tail = wordEnd(all, tail, 1);
  while (head > 1 && loose.test(all[head - 1])) head -= 1;
  while (tail < all.length - 1 && loose.test(all[tail])) tail += 1;
  return [...all.slice(0, head), '…', ...all.slice(tail), ...close];
}

/** The nearest place, going that way, that does not cut a Latin word in two; where it is far, the place itself. */
function wordEnd(characters, at, way) {
  const inWord = (i) => [characters[i - 1], characters[i]].every((c) => /[\p{Script=Latin}\p{N}]/u.test(c ?? ''));
  let end = at;
  while (inWord(end)) end += way;
  return Math.abs(end - at) < 12 && end > 1 && end < characters.length ? end : at;
}

/** A name in one row or two. */
function wrapped(name, most) {
  const characters = fitted(name, most);
  if (breadth(characters) <= ONE_ROW) return [characters.join('')];
  const middle = Math.ceil(characters.length / 2);
  const spaces = characters.flatMap((c, i) => (c === ' ' ? [i] : []));
  const at = spaces.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  const cut = at !== undefined && Math.abs(at - middle) < middle * 0.6 ? at : middle;
  return [characters.slice(0, cut).join('').trim(), characters.slice(cut).join('').trim()];
}

/** How many neighbours are not in view: a plus at the node's shoulder. */
function drawMore({ ctx, stage, scale, occupied }, id, count, r, spot) {
  if (!spot) return;
  ctx.font = fontOf(10);
  const text = `+${count}`;
  const w = widthOf(ctx, text) + 2;
  const away = id === stage.selected ? 1.35 : 1;
  const [x, y] = [spot.x * scale + r * 0.8 * away + w / 2, spot.y * scale - r * 0.95 * away];
  const box = { owner: id, x: x - w / 2, y: y - 6, w, h: 12 };
  if (!occupied.free(box)) return;
  occupied.take(box);
  ctx.globalAlpha = stage.isQuiet(id) ? 0.3 : 0.85;
  halo(ctx, stage, text, x, y, stage.ink.quiet);
}

function drawLineLabel({ ctx, stage, scale, occupied }, line, spots) {
  const [a, b] = [spots[line.source], spots[line.target]];
  if (!a || !b) return;
  const touches = line.source === stage.selected || line.target === stage.selected;
  if (stage.near && !touches && !stage.path?.has(line.id)) return;
  ctx.font = fontOf(LINE_FONT);
  const text = short(stage.store.lineName(line, stage.filters.passingEdges(line)), 18);
  const w = widthOf(ctx, text) + 4;
  const h = LINE_FONT + 4;
  const length = Math.hypot(b.x - a.x, b.y - a.y) * scale;
  if (length < 70) return;
  for (const t of [0.5, 0.4, 0.6, 0.3, 0.7]) {
    const x = (a.x + (b.x - a.x) * t) * scale;
    const y = (a.y + (b.y - a.y) * t) * scale;
    const box = { owner: `line${line.id}`, x: x - w / 2, y: y - h / 2, w, h };
    if (!occupied.free(box)) continue;
    occupied.take(box);
    ctx.globalAlpha = 1;
    halo(ctx, stage, text, x, y, touches ? stage.ink.accent : stage.ink.quiet);
    return;
  }
}

function halo(ctx, stage, text, x, y, colour) {
  stage.placed.push({ text, x, y, colour, font: ctx.font, opacity: ctx.globalAlpha });
  ctx.strokeStyle = stage.ink.paper;
  ctx.lineWidth = 4;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}
