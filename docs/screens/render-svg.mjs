/** Of one cell, in pixels; and the room around all of them. */
const cell = { width: 8.4, height: 20 };
const margin = { left: 18, top: 44, bottom: 14 };
const holdLastMs = 4000;

const colours = {
  background: '#0d1117',
  frame: '#30363d',
  text: '#e6edf3',
  1: '#ff7b72',
  2: '#3fb950',
  3: '#d29922',
  6: '#39c5cf',
};
/** Drawn as boxes: each font has its own idea of these. */
const shades = { '█': 1, '▒': 0.55, '░': 0.35 };

/** An SVG of one screen, or of several one after the other, again and again. */
export function renderScreens(frames, { columns, rows, title, command }) {
  const width = Math.round(columns * cell.width + 2 * margin.left);
  const height = rows * cell.height + margin.top + margin.bottom;
  const dots = [1, 3, 2].map(
    (colour, index) => `<circle cx="${22 + index * 20}" cy="20" r="6" fill="${colours[colour]}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escape(`${command}: ${title}`)}</title>`,
    `<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono CJK SC",monospace}${animate(frames)}</style>`,
    `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" fill="${colours.background}" stroke="${colours.frame}"/>`,
    ...dots,
    ...frames.map(({ rows: cells }, index) => `<g class="f${index}">${renderRows(cells)}</g>`),
    '</svg>\n',
  ].join('\n');
}

/** Without animation, and for those who want none, the last screen stands still. */
function animate(frames) {
  if (frames.length === 1) return '';
  const [{ atMs: startMs }] = frames;
  const totalMs = frames.at(-1).atMs - startMs + holdLastMs;
  const percent = (ms) => `${((ms / totalMs) * 100).toFixed(2)}%`;
  const rules = frames.map(({ atMs }, index) => {
    const from = percent(atMs - startMs);
    const next = frames[index + 1];
    const before = index === 0 ? '' : '0%{visibility:hidden}';
    const after = next === undefined ? '' : `${percent(next.atMs - startMs)}{visibility:hidden}`;
    return `@keyframes k${index}{${before}${from}{visibility:visible}${after}}.f${index}{animation:k${index} ${totalMs}ms step-end infinite}`;
  });
  const still = `g{visibility:hidden}.f${frames.length - 1}{visibility:visible}`;
  return `${still}@media (prefers-reduced-motion:no-preference){${rules.join('')}}`;
}

function renderRows(rows) {
  return rows.flatMap((cells, y) => joinRuns(cells).map((run) => renderRun(run, y))).join('');
}

/**
 * Neighbours that look alike become one element; a gap of several spaces ends it, for renderers differ in what
 * they make of spaces.
 */
function joinRuns(cells) {
  const runs = [];
  cells.forEach(({ chars, width, colour, isFaint }, x) => {
    if (width === 0 || chars.trim() === '') return;
    const look = `${colour} ${isFaint} ${width} ${chars in shades ? chars : ''}`;
    const last = runs.at(-1);
    const gap = last === undefined ? Infinity : x - last.x - last.columns;
    if (last?.look === look && gap <= 1) {
      last.text += ' '.repeat(gap) + chars;
      last.columns += gap + width;
    } else {
      runs.push({ look, x, columns: width, text: chars, colour, isFaint });
    }
  });
  return runs;
}

function renderRun({ x, columns, text, colour, isFaint }, y) {
  const left = (margin.left + x * cell.width).toFixed(1);
  const width = (columns * cell.width).toFixed(1);
  const top = margin.top + y * cell.height;
  const fill = colours[colour] ?? colours.text;
  const shade = shades[text[0]];
  if (shade !== undefined) {
    const opacity = isFaint ? shade * 0.5 : shade;
    return `<rect x="${left}" y="${top + 3}" width="${width}" height="${cell.height - 6}" fill="${fill}" opacity="${opacity}"/>`;
  }
  const opacity = isFaint ? ' opacity=".6"' : '';
  return `<text x="${left}" y="${top + 15}" textLength="${width}" lengthAdjust="spacingAndGlyphs" fill="${fill}"${opacity}>${escape(text)}</text>`;
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
