/** One style sheet for all pages; light and dark follow the system. */
export const STYLE = `
:root { color-scheme: light dark;
  --ground: #f6f7f9; --card: #fff; --line: #d9dee5; --text: #1b2330; --soft: #5a6675;
  --accent: #2454d6; --good: #1c7a43; --warn: #8f5a00; --bad: #b3261e; --violet: #6b3fc4;
  --add: #e4f5ea; --del: #fdeaea; --code: #eef1f5; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #12161d; --card: #1a2029; --line: #313a47; --text: #e6eaf0; --soft: #9aa6b5;
  --accent: #86a8ff; --good: #6ccf93; --warn: #f0b45a; --bad: #ff9a92; --violet: #bda1ff;
  --add: #16301f; --del: #3a1e1f; --code: #222a35; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.bar { background: var(--card); border-bottom: 1px solid var(--line); }
.bar > div, main { max-width: 1080px; margin: 0 auto; padding: 0 20px; }
.bar > div { display: flex; gap: 16px; align-items: center; min-height: 52px; flex-wrap: wrap; }
.bar a.home { color: var(--text); font-weight: 650; }
.bar .note { color: var(--soft); font-size: 13px; margin-left: auto; }
main { padding-top: 20px; padding-bottom: 60px; }
@media (max-width: 520px) { .bar .note { display: none; } }
h1 { font-size: 23px; line-height: 1.3; margin: 6px 0 4px; font-weight: 650; overflow-wrap: anywhere; }
h1 .no { color: var(--soft); font-weight: 400; }
h2 { font-size: 15px; margin: 0; font-weight: 650; }
.crumbs, .meta { color: var(--soft); font-size: 14px; } .meta { display: flex; gap: 6px 14px; flex-wrap: wrap; align-items: center; margin-bottom: 18px; }
.tabs { display: flex; gap: 4px; border-bottom: 1px solid var(--line); margin: 14px 0 20px; flex-wrap: wrap; }
.tabs a { padding: 8px 12px; color: var(--soft); border-bottom: 2px solid transparent; margin-bottom: -1px; }
.tabs a[aria-current] { color: var(--text); border-color: var(--accent); font-weight: 600; }
.cols { display: grid; grid-template-columns: minmax(0, 1fr) 290px; gap: 20px; align-items: start; }
@media (max-width: 800px) { .cols { grid-template-columns: minmax(0, 1fr); } }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; margin-bottom: 18px; overflow: hidden; }
section > header { padding: 11px 16px; border-bottom: 1px solid var(--line); display: flex; gap: 10px; align-items: center; }
section > header .count { color: var(--soft); font-weight: 400; font-size: 13px; margin-left: auto; }
section > .in { padding: 14px 16px; }
.empty { padding: 18px 16px; color: var(--soft); }
ul.rows { list-style: none; margin: 0; padding: 0; }
ul.rows > li { display: flex; gap: 12px; align-items: baseline; padding: 10px 16px; border-top: 1px solid var(--line); }
ul.rows > li:first-child { border-top: 0; }
ul.rows .grow { flex: 1; min-width: 0; overflow-wrap: anywhere; } ul.rows .grow small { display: block; color: var(--soft); font-size: 13px; }
ul.rows time, .num { color: var(--soft); font-size: 13px; white-space: nowrap; font-variant-numeric: tabular-nums; }
.chip { display: inline-flex; gap: 6px; align-items: center; font-size: 13px; font-weight: 600; white-space: nowrap; padding: 1px 9px; border-radius: 99px; border: 1px solid currentColor; }
.good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); } .violet { color: var(--violet); } .accent { color: var(--accent); } .calm { color: var(--soft); }
.topic { background: var(--code); border-radius: 99px; padding: 1px 9px; font-size: 13px; }
code, pre { font: 13px/1.55 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { background: var(--code); border-radius: 5px; padding: 1px 5px; overflow-wrap: anywhere; }
pre { margin: 0; overflow-x: auto; padding: 12px 16px; } pre code { background: none; padding: 0; }
pre.wrap { white-space: pre-wrap; overflow-wrap: anywhere; }
.diff span { display: block; padding: 0 16px; margin: 0 -16px; white-space: pre; min-width: max-content; }
.diff .a { background: var(--add); } .diff .d { background: var(--del); } .diff .h { color: var(--soft); }
.md > :first-child { margin-top: 0; } .md > :last-child { margin-bottom: 0; } .md { overflow-wrap: anywhere; }
.md blockquote { margin: 8px 0; padding-left: 12px; border-left: 3px solid var(--line); color: var(--soft); }
.md li.check { list-style: none; margin-left: -20px; } .md pre { background: var(--code); border-radius: 6px; }
.md summary { cursor: pointer; color: var(--soft); }
form { margin: 0; } .acts { display: grid; gap: 10px; }
button { font: inherit; font-weight: 600; width: 100%; padding: 7px 12px; border-radius: 7px; border: 1px solid var(--line); background: var(--card); color: var(--text); cursor: pointer; }
button:hover { border-color: var(--accent); } button.main { background: var(--accent); border-color: var(--accent); color: var(--card); } button.no { color: var(--bad); }
select, input[type=text] { font: inherit; width: 100%; padding: 6px 8px; border-radius: 7px; border: 1px solid var(--line); background: var(--ground); color: var(--text); margin-bottom: 6px; }
label { font-size: 13px; color: var(--soft); }
dl { margin: 0; display: grid; grid-template-columns: auto 1fr; gap: 6px 14px; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; text-align: right; }
.problem { border-color: var(--bad); } .problem .in { color: var(--bad); }
`;
