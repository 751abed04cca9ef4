import { Markup } from './html.ts';

const LIGHT = `--paper:#fdfdfb;--ink:#1d1c1a;--soft:#5c5951;--line:#d8d5cd;--poc:#1b5a9e;--today:#8a5500;--bad:#a1301a;--wash:#f3f1ec`;
const DARK = `--paper:#151618;--ink:#eae8e3;--soft:#aeaba4;--line:#3c3d42;--poc:#82b4f2;--today:#dcaa4e;--bad:#f2937c;--wash:#202226`;

/** The look of the page. Colours are variables, so that charts follow the theme; print is always light. */
export const STYLE = new Markup(`
:root{color-scheme:light dark;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;padding:3rem 1rem 5rem;max-width:46rem;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
a{color:var(--poc);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--poc);outline-offset:3px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem}
h1,h2,h3{line-height:1.25;font-weight:650;text-wrap:balance;margin:0}
h1{font-size:1.05rem}
h2{font-size:1.4rem}
h3{font-size:1.05rem;margin-top:2rem}
p{margin:.6rem 0 0;max-width:40rem}
ul{margin:.6rem 0 0;padding-left:1.2rem;max-width:40rem}
li{margin-top:.35rem}
section{margin-top:4.5rem}
main>section:first-child{margin-top:2.5rem}
.topic{display:block;font-size:.9rem;line-height:1.4;font-weight:500;letter-spacing:0;color:var(--soft);margin-bottom:.3rem}
.soft,figcaption,.facts{color:var(--soft);font-size:.9rem}
.facts{margin-top:.2rem}
.verdict h2{font-size:2.1rem;letter-spacing:-.01em}
.verdict p{font-size:1.1rem}
#number{font-size:2.4rem;letter-spacing:-.02em;line-height:1.15}
.big{margin:2rem 0 0;display:grid;gap:1.5rem}
.big div{display:grid;grid-template-columns:1fr 1fr;column-gap:1rem;border-top:1px solid var(--line);padding-top:.7rem}
.big dt{grid-column:1/-1;color:var(--soft);font-size:.9rem}
.big dd{margin:0;font-size:1.9rem;font-weight:650;line-height:1.2;letter-spacing:-.02em;font-variant-numeric:tabular-nums;overflow-wrap:normal}
.big small{display:block;font-size:.9rem;font-weight:400;letter-spacing:0;color:var(--soft)}
blockquote{margin:2.5rem 0 0;padding-left:1rem;border-left:3px solid var(--poc);max-width:40rem}
.unknown{border-left:3px solid var(--line);padding-left:1rem;margin-top:1rem}
figure{margin:1.2rem 0 0}
figcaption{margin-top:.6rem;max-width:40rem}
svg{display:block;width:100%;height:auto;overflow:visible;color:var(--ink)}
.wide{display:none}
.narrow{max-width:27rem}
@media print,(min-width:42rem){.wide{display:block}.narrow{display:none}}
table{border-collapse:collapse;width:100%;margin-top:1rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);font-size:.9rem;padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .8rem .5rem 0;border-bottom:1px solid var(--line);font-weight:400;unicode-bidi:isolate}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--soft);font-size:.9rem}
td small,th small{display:block;color:var(--soft);font-size:.85rem}
.compare{table-layout:fixed}
.compare td{font-size:1.15rem}
.sum td:last-child,.sum th:last-child{text-align:right;white-space:nowrap}
.bars td:last-child,.bars th:last-child{white-space:nowrap}
code{font:0.9em ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;unicode-bidi:isolate}
details{margin-top:1rem}
summary{cursor:pointer;color:var(--poc);font-size:.9rem}
.scroll{overflow-x:auto}
.scroll table{font-size:.85rem;min-width:34rem}
.area{display:grid;grid-template-columns:1fr;gap:.1rem;margin-top:1.2rem}
.area ul{list-style:none;padding:0;margin:.2rem 0 0}
.mark{white-space:nowrap}
footer{margin-top:5rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.85rem}
@page{margin:16mm 14mm}
@media print{
body{padding:0;max-width:none;font-size:10.5pt}
section{margin-top:2.2rem}
.skip,summary{display:none}
details::details-content{content-visibility:visible;display:block;block-size:auto}
figure,blockquote,.big div,tr,.area li{break-inside:avoid}
h2,h3,caption{break-after:avoid}
.scroll{overflow:visible}
.scroll table{min-width:0;font-size:8pt}
.scroll th,.scroll td{padding-top:.15rem;padding-bottom:.15rem}
a{color:inherit}
}
`);
