/**
 * Draws what a terminal shows of a command as an HTML page, and as PNG where Chromium is installed.
 *
 *   npx tsx scripts/picture.ts docs/audit.png "gouji audit report.docx" -- node bin/gouji.mjs audit fixtures/documents/hunan-full-faulty.docx
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [target, shown, separator, program, ...args] = process.argv.slice(2);
if (!target || !shown || separator !== '--' || !program) {
  console.error('usage: npx tsx scripts/picture.ts <file.png> "<command as shown>" -- <command>');
  process.exit(2);
}
const { stdout } = spawnSync(program, args, { encoding: 'utf8' });
const lines = stdout.trimEnd().split('\n').slice(0, 44);
const escape = (text: string): string => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
const html = `<!doctype html><meta charset="utf-8"><style>
/* Latin letters of exactly half a Han character's width, as in a terminal. */
@font-face { font-family: Half; src: local("DejaVu Sans Mono"); size-adjust: 83.06%; unicode-range: U+0020-02FF; }
body { margin: 0; background: #1d2129; }
pre { margin: 0; padding: 22px 26px; color: #d6dae2; font: 16px/1.5 Half, "WenQuanYi Micro Hei", "Noto Sans CJK SC", monospace; white-space: pre-wrap; }
b { color: #8fd18f; font-weight: normal } i { color: #ff9d7a; font-style: normal }
</style><pre><b>$</b> ${escape(shown)}
${lines.map((line) => escape(line).replace(/(\[(?:不符|可疑|discrepancy|suspicious)\])/u, '<i>$1</i>')).join('\n')}</pre>`;
const page = join(mkdtempSync(join(tmpdir(), 'gouji-picture-')), 'page.html');
writeFileSync(page, html);
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--force-device-scale-factor=1.5'];
const wrapped = lines.reduce((count, line) => count + Math.ceil((line.length * 1.6) / 150), 2);
spawnSync(
  'chromium',
  [...flags, `--window-size=1180,${wrapped * 23 + 50}`, `--screenshot=${resolve(target)}`, `file://${page}`],
  {
    stdio: 'ignore',
  },
);
