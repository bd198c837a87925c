// One silhouette and two colours a class, the same in the picture, the legend and what is saved.

const shapes = { table: {}, paths: new Map(), dark: false };

function shapeOf(kind) {
  return shapes.table[kind] ?? shapes.table.Thing;
}

function colourOf(kind) {
  return shapeOf(kind)[shapes.dark ? 'dark' : 'light'];
}

function pathOf(kind) {
  if (!shapes.paths.has(kind)) shapes.paths.set(kind, new Path2D(shapeOf(kind).path));
  return shapes.paths.get(kind);
}

/** Make the small picture of a class for the legend and the panel. */
function icon(kind) {
  const path = svg('path', { d: shapeOf(kind).path, fill: colourOf(kind) });
  return svg('svg', { viewBox: '-12 -12 24 24', class: 'icon', 'aria-hidden': 'true' }, path);
}

/** Colours of the picture that are no class's own, as the style sheet has them. */
function ink() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  return { text: colour('ink'), quiet: colour('quiet'), line: colour('line'), paper: colour('paper'), accent: colour('accent') };
}
