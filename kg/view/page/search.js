// Search over every name and alias, in Chinese, English and pinyin.

const RESULTS = 12;

class Search {
  constructor(store, choose) {
    this.store = store;
    this.choose = choose;
    this.results = [];
    this.active = -1;
    this.input = byId('search');
    this.list = byId('found');
    this.folded = null;
    this.input.addEventListener('input', () => this.look());
    this.input.addEventListener('focus', () => this.look());
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.input.addEventListener('blur', () => setTimeout(() => { if (document.activeElement !== this.input) this.hide(); }, 150));
  }

  /** What each node can be found by; made ready when somebody searches for the first time. */
  get keys() {
    const { store } = this;
    this.folded ??= store.data.label.map((label, node) => {
      const names = [label, ...store.names(node).map(([text]) => text)].map(fold);
      return [...new Set(names), ...store.data.pinyin[node].split(' ').filter(Boolean)];
    });
    return this.folded;
  }

  /** The nodes whose names fit best: the whole name, its beginning, then anywhere in it. */
  find(text) {
    const wanted = fold(text);
    if (!wanted) return [];
    const ranked = [];
    const { keys } = this;
    for (let node = 0; node < keys.length; node += 1) {
      let rank = 0;
      for (const key of keys[node]) rank = Math.max(rank, fitness(key, wanted));
      if (rank > 0) ranked.push([rank, this.store.weight(node), node]);
    }
    return ranked.sort((a, b) => b[0] - a[0] || b[1] - a[1] || a[2] - b[2]).map(([, , node]) => node);
  }

  look() {
    const all = this.find(this.input.value);
    this.results = all.slice(0, RESULTS);
    this.active = this.results.length ? 0 : -1;
    this.draw(all.length);
  }

  draw(total) {
    const typed = fold(this.input.value) !== '';
    this.list.hidden = !typed;
    this.input.setAttribute('aria-expanded', String(typed));
    const items = this.results.map((node, i) => {
      const option = el('li', { id: `found-${i}`, role: 'option', 'aria-selected': String(i === this.active) },
        icon(this.store.kind(node)), read(short(this.store.title(node), 48)), el('span', { class: 'small' }, this.alias(node)));
      option.addEventListener('mousedown', (event) => { event.preventDefault(); this.take(i); });
      return option;
    });
    this.list.replaceChildren(...items, el('li', { class: 'small', role: 'presentation' },
      total ? say('found', { n: total }) : say('noneFound')));
    this.point();
  }

  /** The other name that the reader's words were found in. */
  alias(node) {
    const wanted = fold(this.input.value);
    const name = this.store.names(node).find(([text]) => text !== this.store.title(node) && fold(text).includes(wanted));
    return name ? short(name[0], 40) : term(this.store.kind(node));
  }

  point() {
    [...this.list.children].forEach((item, i) => { if (item.id) item.setAttribute('aria-selected', String(i === this.active)); });
    if (this.active >= 0) this.input.setAttribute('aria-activedescendant', `found-${this.active}`);
    else this.input.removeAttribute('aria-activedescendant');
  }

  key(event) {
    const count = this.results.length;
    if (event.key === 'ArrowDown' && count) this.active = (this.active + 1) % count;
    else if (event.key === 'ArrowUp' && count) this.active = (this.active + count - 1) % count;
    else if (event.key === 'Enter' && this.active >= 0) this.take(this.active);
    else if (event.key === 'Escape') this.hide();
    else return;
    event.preventDefault();
    this.point();
  }

  take(i) {
    const node = this.results[i];
    this.hide();
    this.choose(node);
  }

  hide() {
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
  }
}

function fold(text) {
  return plain(text).normalize('NFKC').toLowerCase().trim();
}

function fitness(key, wanted) {
  const at = key.indexOf(wanted);
  if (at < 0) return 0;
  if (key.length === wanted.length) return 4;
  if (at === 0) return 3;
  return /[\s(（《·-]/.test(key[at - 1]) ? 2 : 1;
}
