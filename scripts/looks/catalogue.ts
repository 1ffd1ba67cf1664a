/** The looks in which reports are printed, saved and published: each the same content. */
import * as word from './docx-looks.js';
import { gb18030, utf16 } from './encode.js';
import * as web from './html-looks.js';
import * as hand from './other-hand.js';
import * as print from './print-looks.js';
import * as site from './site-looks.js';
import type { Rules, Source } from './sources.js';
import * as tables from './web-tables.js';
import * as other from './word-looks.js';

export interface Look {
  name: string;
  extension: 'docx' | 'pdf' | 'html' | 'pre' | 'mht' | 'txt';
  /** Nothing where a source cannot be had in this look. */
  make(source: Source): Promise<Buffer | undefined> | Buffer | undefined;
  /** The program that turns what `make` gives into the document, and the extension that it takes. */
  by?: { program: 'soffice' | 'chromium'; from: 'docx' | 'html' };
  turn?: [rotate: number, content: number];
}

const office = { program: 'soffice', from: 'docx' } as const;
const browser = { program: 'chromium', from: 'html' } as const;
const docx = (name: string, look: (source: Source) => word.DocxLook): Look => ({
  name,
  extension: 'docx',
  make: (source) => word.editDocx(source.docx, look(source)),
});
const printed = (name: string, look: (source: Source) => word.DocxLook, turn?: Look['turn']): Look => ({
  ...docx(name, look),
  extension: 'pdf',
  by: office,
  ...(turn && { turn }),
});
const page = (name: string, make: (source: Source) => Buffer, extension: Look['extension'] = 'html'): Look => ({
  name,
  extension,
  make,
});
const browsed = (name: string, look: (source: Source) => web.HtmlLook, turn?: Look['turn']): Look => ({
  name,
  extension: 'pdf',
  by: browser,
  make: (source) => Buffer.from(look(source)(source.html)),
  ...(turn && { turn }),
});

const pressed = (name: string, rules: Rules): Look => ({
  name,
  extension: 'pdf',
  make: async ({ press }) => press && Buffer.from(await press(rules)),
});

const same: word.DocxLook = () => {};
export const LOOKS: readonly Look[] = [
  docx('docx', () => same),
  docx('docx tracked changes', () => word.trackedChanges),
  docx('docx nested tables', () => word.nestedTables),
  docx('docx text boxes', () => word.textBoxes),
  docx('docx content controls', () => word.contentControls),
  docx('docx full-width digits', () => word.wideDigits),
  docx('docx merged the old way', () => other.oldMerges),
  docx('docx floating tables', () => other.floating),
  docx('docx wrapped runs and fields', () => other.wrapped),
  docx('docx invisible characters', () => other.invisible),
  docx('docx strict', () => other.strict),
  docx('docx readings and hidden text', () => other.readings),
  docx('docx hidden and moved rows', () => other.leftOvers),
  docx('docx web page inside', ({ html }) => other.chunk(html)),
  docx('docx text boxes in cells', () => other.boxedCells),
  docx('docx tables cut in two', () => other.cutTables),
  page('html', ({ html }) => Buffer.from(html)),
  page('html gb18030', ({ html }) => gb18030(declare(html, 'gb2312'))),
  page('html gb18030 undeclared', ({ html }) => gb18030(declare(html, undefined))),
  page('html utf-16le mark', ({ html }) => utf16(declare(html, 'utf-16'), 'le', true)),
  page('html utf-16be mark', ({ html }) => utf16(declare(html, 'utf-16'), 'be', true)),
  page('html utf-16le bare', ({ html }) => utf16(declare(html, undefined), 'le', false)),
  page('html utf-16be bare', ({ html }) => utf16(declare(html, undefined), 'be', false)),
  page('html wrong charset', ({ html }) => Buffer.from(declare(html, 'gb2312'))),
  page('html careless', ({ html }) => Buffer.from(web.carelessHtml(html))),
  page('html full-width digits', ({ html }) => Buffer.from(web.wideDigits(html))),
  page('county page, layout tables', ({ html }) => gb18030(web.countyPage(html))),
  page('county page, modern', ({ html }) => Buffer.from(web.modernPage(html))),
  page('html from Word', ({ html }) => Buffer.from(site.fromWord(html))),
  page('html from a spreadsheet', ({ html }) => Buffer.from(site.fromSheet(html))),
  page('html blanks everywhere', ({ html }) => gb18030(site.blanks(declare(html, 'gb2312')))),
  page('html missing end tags', ({ html }) => Buffer.from(site.wrongSpans(html))),
  page('html tables in tables', ({ html }) => Buffer.from(site.wrappedTables(html))),
  page('html plain tables', ({ html }) => Buffer.from(site.plainTables(html))),
  page('html containers for tables', ({ html }) => Buffer.from(site.containers(html))),
  page('html grid of containers, placed', ({ html }) => Buffer.from(tables.gridOfContainers(true)(html))),
  page('html grid of containers, spans', ({ html }) => Buffer.from(tables.gridOfContainers(false)(html))),
  page('html containers by class', ({ html }) => Buffer.from(tables.styledContainers(html))),
  page('html head apart', ({ html, headers }) => Buffer.from(tables.splitHead(headers, false)(html))),
  page('html head apart, copied', ({ html, headers }) => Buffer.from(tables.splitHead(headers, true)(html))),
  page('html fields filled in', ({ html }) => Buffer.from(tables.fields(html))),
  page('html hidden by a sheet', ({ html }) => Buffer.from(tables.hiddenParts(html))),
  page('html sorting arrows', ({ html }) => Buffer.from(tables.sortArrows(html))),
  page('html in a frame', ({ html }) => Buffer.from(tables.framed(html))),
  page('html covered cells', ({ html }) => Buffer.from(tables.coveredCells(html))),
  page('html preformatted', ({ title, txt }) => Buffer.from(site.preformatted(title, txt)), 'pre'),
  page('mht quoted-printable', ({ html }) => web.archive('quoted-printable', Buffer.from(html), 'utf-8'), 'mht'),
  page('mht base64 gb2312', ({ html }) => web.archive('base64', gb18030(declare(html, 'gb2312')), 'gb2312'), 'mht'),
  page('txt', ({ txt }) => Buffer.from(txt), 'txt'),
  page('txt gb18030', ({ txt }) => gb18030(txt), 'txt'),
  page('txt utf-16le mark', ({ txt }) => utf16(txt, 'le', true), 'txt'),
  page('txt utf-16be mark', ({ txt }) => utf16(txt, 'be', true), 'txt'),
  page('txt utf-16le bare', ({ txt }) => utf16(txt, 'le', false), 'txt'),
  page('txt utf-16be bare', ({ txt }) => utf16(txt, 'be', false), 'txt'),
  page('txt crlf', ({ txt }) => Buffer.from(txt.replace(/\r?\n/g, '\r\n')), 'txt'),
  page('txt full-width digits', ({ txt }) => Buffer.from(word.toWide(txt)), 'txt'),
  printed('pdf office', () => same),
  printed('pdf office level rules', () => word.levelRules),
  printed('pdf office three rules', ({ headers }) => word.threeRules(headers)),
  printed('pdf office no rules', () => word.noRules),
  printed('pdf office stripes', () => word.stripes),
  printed('pdf office landscape', () => word.landscape),
  printed('pdf office repeated headers', ({ headers }) => word.repeatedHeaders(headers)),
  printed('pdf office running header', ({ title }) => word.runningHeader(title)),
  printed('pdf office 8 point', () => word.eightPoint),
  printed('pdf office full-width digits', () => word.wideDigits),
  printed('pdf office nested tables', () => word.nestedTables),
  printed('pdf office double rules', () => other.bordered('double')),
  printed('pdf office dashed rules', () => other.bordered('dashed')),
  printed('pdf office dotted rules', () => other.bordered('dotted', '888888')),
  printed('pdf office white rules', () => other.whiteOnGrey),
  printed('pdf office turned titles', () => other.turnedTitles),
  printed('pdf office spread words', () => other.spread),
  printed('pdf office thick and thin rules', () => other.bordered('thinThickSmallGap')),
  printed('pdf office line numbers', () => other.lineNumbers),
  printed('pdf office table style', () => other.tableStyle),
  printed('pdf office /Rotate 90', () => same, [1, 0]),
  printed('pdf office /Rotate 180', () => same, [2, 0]),
  printed('pdf office sideways text', () => same, [0, 1]),
  printed('pdf office sideways text 270', () => same, [0, 3]),
  printed('pdf office turned back', () => same, [3, 1]),
  printed('pdf office sideways level rules', () => word.levelRules, [1, 0]),
  browsed('pdf browser', () => web.plainPrint),
  browsed('pdf browser level rules', () => web.levelRules),
  browsed('pdf browser no rules', () => web.noRules),
  browsed('pdf browser stripes', () => web.stripes),
  browsed('pdf browser landscape', () => web.landscape),
  browsed('pdf browser repeated headers', ({ headers }) => web.repeatedHeaders(headers)),
  browsed('pdf browser running header', ({ title }) => web.runningHeader(title)),
  browsed('pdf browser 8 point', () => web.eightPoint),
  browsed('pdf browser 6 point', () => web.tinyPoint),
  browsed('pdf browser dotted rules', () => web.dotted),
  browsed('pdf browser double rules', () => web.doubled),
  browsed('pdf browser thin grey rules', () => web.thin),
  browsed('pdf browser dashed rules', () => print.dashed),
  browsed('pdf browser coloured rules', () => print.coloured),
  browsed('pdf browser white rules', () => print.whiteRules),
  browsed('pdf browser tiles', () => print.tiles),
  browsed('pdf browser rounded cells', () => print.rounded),
  browsed('pdf browser dashboard', () => print.dashboard),
  browsed('pdf browser gradients for rules', () => print.gradients),
  browsed('pdf browser two columns', () => print.twoColumns),
  browsed('pdf browser A3 landscape', () => print.wideSheet),
  browsed('pdf browser tiny margins', () => print.tinyMargins),
  browsed('pdf browser numbers near the table', () => print.nearNumbers),
  browsed('pdf browser band with emblem', () => print.band),
  browsed('pdf browser slanted mark', () => print.slantedMark),
  browsed('pdf browser level mark', () => print.levelMark),
  browsed('pdf browser spaced letters', () => print.spaced),
  browsed('pdf browser spread words', () => print.spread),
  browsed('pdf browser no rules, airy', () => print.unruledAiry),
  browsed('pdf browser no rules, at the top', () => print.unruledTop),
  browsed('pdf browser banded columns', () => print.bandedColumns),
  browsed('pdf browser frame and hair lines', () => print.frameAndHair),
  browsed('pdf browser thick double rules', () => print.thickDouble),
  browsed('pdf browser shadows', () => print.shadows),
  browsed('pdf browser inset rules', () => print.inset),
  browsed('pdf browser upright rules', () => print.uprightRules),
  browsed('pdf browser printed twice', () => print.printedTwice),
  browsed('pdf browser underlined', () => print.underlined),
  browsed('pdf browser highlighted', () => print.highlighted),
  browsed('pdf browser small', () => print.small),
  browsed('pdf browser rounded frame', () => print.roundedFrame),
  browsed('pdf browser line numbers', () => print.lineNumbers),
  browsed('pdf browser red head', () => print.redHead),
  browsed('pdf browser tiled marks', () => print.tiledMarks),
  browsed('pdf browser rules for groups', () => print.groupRules),
  browsed('pdf browser titles sideways', () => print.verticalTitles(false)),
  browsed('pdf browser titles stacked', () => print.verticalTitles(true)),
  browsed('pdf browser sideways text', () => web.plainPrint, [0, 3]),
  ...hand.BROWSED.map(([name, look, turn]) => browsed(`pdf browser ${name}`, () => look, turn)),
  browsed('pdf browser no rules, notes below', () => hand.notedUnruled),
  browsed('pdf browser level rules, notes below', () => hand.notedLevel),
  printed('pdf office no rules, at the top', () => hand.all(word.noRules, hand.set('top'))),
  printed('pdf office no rules, at the foot', () => hand.all(word.noRules, hand.set('bottom'))),
  printed('pdf office no rules, to the left', () => hand.all(word.noRules, hand.set(undefined, 'left'))),
  printed('pdf office no rules, justified', () => hand.all(word.noRules, hand.set(undefined, 'both'))),
  printed('pdf office no rules, 8 point', () => hand.all(word.noRules, word.eightPoint)),
  printed('pdf office no rules, landscape', () => hand.all(word.noRules, word.landscape)),
  printed('pdf office no rules, kai', () => hand.all(word.noRules, hand.font('AR PL UKai CN', 21))),
  printed('pdf office no rules, airy', () => hand.all(word.noRules, hand.room(120, 70))),
  printed('pdf office no rules, running header', ({ title }) => hand.all(word.noRules, word.runningHeader(title))),
  printed('pdf office no rules, /Rotate 270', () => word.noRules, [3, 0]),
  printed('pdf office level rules, at the top', () => hand.all(word.levelRules, hand.set('top', 'left'))),
  printed('pdf office level rules, at the foot', () => hand.all(word.levelRules, hand.set('bottom', 'left'))),
  printed('pdf office level rules, 8 point', () => hand.all(word.levelRules, word.eightPoint)),
  printed('pdf office level rules, landscape', () => hand.all(word.levelRules, word.landscape)),
  printed('pdf office level rules, song', () => hand.all(word.levelRules, hand.font('AR PL UMing CN', 18))),
  printed('pdf office level rules, repeated headers', ({ headers }) =>
    hand.all(word.levelRules, word.repeatedHeaders(headers)),
  ),
  printed('pdf office level rules, full-width digits', () => hand.all(word.levelRules, word.wideDigits)),
  pressed('pdf press', 'ruled'),
  pressed('pdf press level rules', 'horizontal'),
  pressed('pdf press no rules', 'bare'),
];

function declare(html: string, charset: string | undefined): string {
  return html.replace(
    /<meta[^>]*charset[^>]*>/i,
    charset === undefined ? '' : `<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`,
  );
}
