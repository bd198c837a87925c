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
