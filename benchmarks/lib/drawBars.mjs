/*
 * Panels of horizontal bars as one SVG, without a library: readable on light
 * and on dark pages, since it asks the reader's colour scheme.
 */
const WIDTH = 760;
const LABEL = 200;
const VALUE = 250;
const ROW = 24;
const BAR = 14;
const HEAD = 52;
const GAP = 20;

const style = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .title { font-weight: 600; font-size: 14px; }
  .note { fill: #59636e; }
  .ours { fill: #0969da; }
  .peer { fill: #afb8c1; }
  .aim { stroke: #1f2328; stroke-dasharray: 3 3; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    .note { fill: #9198a1; }
    .ours { fill: #4493f8; }
    .peer { fill: #656c76; }
    .aim { stroke: #f0f6fc; }
  }`;

const escape = text =>
  String(text).replace(
    /[&<>"]/g,
    sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }[sign]),
  );

/**
 * @param {{ title: string, note: string, aim?: number, rows: { label: string,
 *   value: number, text: string, ours: boolean }[] }[]} panels - every panel
 *   has a scale of its own, from 0; `aim` is a line across it
 */
export function drawBars(panels) {
  const parts = [];
  let y = 0;
  for (const { title, note, rows, aim } of panels) {
    parts.push(
      `<text class="title" x="0" y="${y + 16}">${escape(title)}</text>`,
      `<text class="note" x="0" y="${y + 35}">${escape(note)}</text>`,
    );
    y += HEAD;
    const most = Math.max(aim ?? 0, ...rows.map(({ value }) => value)) || 1;
    const scale = value => (value / most) * (WIDTH - LABEL - VALUE);
    for (const [i, { label, value, text, ours }] of rows.entries()) {
      const top = y + i * ROW;
      parts.push(
        `<text x="0" y="${top + 12}">${escape(label)}</text>`,
        `<rect class="${
          ours ? 'ours' : 'peer'
        }" x="${LABEL}" y="${top}" rx="2" width="${Math.max(
          1,
          scale(value),
        ).toFixed(1)}" height="${BAR}"/>`,
        `<text x="${(LABEL + scale(value) + 8).toFixed(1)}" y="${
          top + 12
        }">${escape(text)}</text>`,
      );
    }
    if (aim !== undefined) {
      const x = (LABEL + scale(aim)).toFixed(1);
      parts.push(
        `<line class="aim" x1="${x}" x2="${x}" y1="${y - 6}" y2="${
          y + rows.length * ROW - 4
        }"/>`,
      );
    }
    y += rows.length * ROW + GAP;
  }
  const title = panels.map(panel => panel.title).join('; ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" role="img" aria-label="${escape(
    title,
  )}">
<style>${style}
</style>
${parts.join('\n')}
</svg>
`;
}
