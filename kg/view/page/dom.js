// The only way into the document: elements made one by one, text as text, addresses checked.
// Every name, quote and address in the data was written by strangers.

// Characters that change the order or the look of the text around them, and controls.
const UNRULY = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** Return text without the characters that could disturb its surroundings. */
function plain(text) {
  return String(text ?? '').replace(UNRULY, '');
}

/** Return text of at most so many characters, with an ellipsis where it was cut. */
function short(text, most) {
  const characters = Array.from(plain(text));
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}

/** Make an element. `attributes` are ours alone; whatever was read goes into `children` as text. */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') {
      for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    } else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, plain(value));
  }
  for (const child of children.flat()) {
    if (child instanceof Node) element.append(child);
    else if (child != null && child !== false) element.append(document.createTextNode(plain(child)));
  }
  return element;
}

/** Make an element for text that was read: its direction does not spill over. */
function read(text, attributes = {}) {
  return el('bdi', attributes, text);
}

/** Return the address if it leads to a web page, else null: no javascript:, no data:, no file:. */
function webAddress(text) {
  try {
    const url = new URL(plain(text).trim());
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}

/** Make a link to a web page; what is no such address stays text. */
function link(address, text) {
  const url = webAddress(address);
  if (!url) return read(text ?? address);
  return el('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer nofollow', title: url.host }, read(text ?? url.host));
}

function button(text, press, attributes = {}) {
  return el('button', { type: 'button', ...attributes, on: { click: press } }, text);
}

const SVG = 'http://www.w3.org/2000/svg';

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, plain(value));
  for (const child of children.flat()) element.append(child instanceof Node ? child : plain(child));
  return element;
}

function byId(id) {
  return document.getElementById(id);
}

/** Return the text cut into pieces, those that are one of the terms in a <mark>. */
function marked(text, terms) {
  const wanted = [...new Set(terms.map(plain).filter((t) => t.length > 0))].sort((a, b) => b.length - a.length);
  const whole = plain(text);
  if (!wanted.length) return [whole];
  const pattern = new RegExp(wanted.map((t) => t.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|'), 'giu');
  const pieces = [];
  let last = 0;
  for (const match of whole.matchAll(pattern)) {
    if (!match[0]) continue;
    pieces.push(whole.slice(last, match.index), el('mark', {}, match[0]));
    last = match.index + match[0].length;
  }
  pieces.push(whole.slice(last));
  return pieces;
}
