// What the interface says, in the language the reader has chosen.

const words = { lang: 'zh', table: {}, vocabulary: {} };

/** Return a text of the interface; {n} and the like are filled in. */
function say(key, values = {}) {
  const text = words.table[words.lang][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** Return what the ontology calls a class or property. */
function term(name) {
  const labels = words.vocabulary[name];
  return labels?.[words.lang] ?? labels?.en ?? name;
}

/** The same where it stands at the beginning of something. */
function heading(name) {
  const text = term(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Return what was said in quotation marks; those inside it become single ones. */
function quoted(text) {
  return `“${text.replaceAll('“', '‘').replaceAll('”', '’')}”`;
}

const SCALES = { zh: [[1e12, 'trillion'], [1e8, 'hundredMillion'], [1e4, 'tenThousand']], en: [[1e12, 'trillion']] };

/** Return a figure as people write it: 53900000000000 and 元 as 53.9万亿元. */
function figure(value, unit, qualifier = '') {
  const number = Number(value);
  if (!Number.isFinite(number) || value === '') return `${value}${unit}`;
  const [scale, name] = SCALES[words.lang].find(([least]) => Math.abs(number) >= least) ?? [1, ''];
  const digits = new Intl.NumberFormat(words.lang, { maximumFractionDigits: 4 }).format(number / scale);
  const before = qualifier && qualifier !== 'exactly' ? say(qualifier) : '';
  const space = words.lang === 'en' ? ' ' : '';
  const scaled = digits + (name ? space + say(name) : '');
  const tail = unit === '%' ? '%' : unit && space + unit;
  return (before && before + space) + scaled + (tail || '');
}
