/** Files that departments send and that are not read here: how their bytes tell what they are, and what to do with them. */
import { UnreadableError, type Message } from '../../schemas/index.js';

export interface Kind {
  name: Message;
  remedy: keyof typeof REMEDIES;
}

const REMEDIES = {
  unpack: {
    code: 'archive',
    zh: '请解压后再读其中的文件。',
    en: 'Unpack it and read the files inside.',
  },
  detach: {
    code: 'archive',
    zh: '请把附件另存出来再读。',
    en: 'Save its attachments as files and read those.',
  },
  paper: {
    code: 'unsupported-format',
    zh: '请用 WPS 或相应的阅读软件打开，另存（或打印）为 PDF 后再读。',
    en: 'Open it in WPS or its reader, save or print it as PDF and read that.',
  },
  word: {
    code: 'unsupported-format',
    zh: '请用 Word/WPS 打开后另存为 .docx 再读。',
    en: 'Open it in Word or WPS, save it as .docx and read that.',
  },
  sheet: {
    code: 'unsupported-format',
    zh: '请用 Excel/WPS 打开后另存为 .xlsx 再读。',
    en: 'Open it in Excel or WPS, save it as .xlsx and read that.',
  },
  original: {
    code: 'unsupported-format',
    zh: '文件本身不在里面。请取得原文件再读。',
    en: 'The document itself is not in it. Get the real file and read that.',
  },
  none: {
    code: 'unsupported-format',
    zh: '里面没有报告可读。请核对是否放错了文件。',
    en: 'It holds no report. Check whether it is the right file.',
  },
} as const;

const same = (name: string): Message => ({ zh: name, en: name });
const archive = (name: string): Kind => ({
  name: { zh: `${name} 压缩包`, en: `an archive (${name})` },
  remedy: 'unpack',
});
const program: Kind = {
  name: { zh: '程序或自解压包', en: 'a program or an archive that unpacks itself' },
  remedy: 'unpack',
};
const video: Kind = { name: { zh: '音频或视频', en: 'sound or video' }, remedy: 'none' };
const shortcut: Kind = { name: { zh: '快捷方式', en: 'a shortcut' }, remedy: 'original' };
const mail: Kind = { name: { zh: '电子邮件', en: 'an e-mail' }, remedy: 'detach' };
const wordXml: Kind = { name: { zh: 'XML 形式的 Word 文档', en: 'a Word document in one XML file' }, remedy: 'word' };
const sheetXml: Kind = {
  name: { zh: 'XML 形式的 Excel 表格', en: 'an Excel workbook in one XML file' },
  remedy: 'sheet',
};

/** By the first bytes, as Latin-1. */
const STARTS: readonly (readonly [string | RegExp, Kind])[] = [
  ['7z\xbc\xaf\x27\x1c', archive('7z')],
  ['Rar!\x1a\x07', archive('RAR')],
  ['\x1f\x8b\x08', archive('gzip')],
  [/^BZh[1-9]1AY&SY/, archive('bzip2')],
  ['\xfd7zXZ\0', archive('xz')],
  ['\x28\xb5\x2f\xfd', archive('zstd')],
  ['MSCF\0\0\0\0', archive('CAB')],
  [/^[^]{257}ustar/, archive('tar')],
  [/^MZ[^]{62}/, program],
  ['L\0\0\0\x01\x14\x02\0', shortcut],
  [/^\s*\[InternetShortcut\]/i, shortcut],
  [/^[^]{4}ftyp(mp4|isom|M4|qt|3g|avc)/, video],
  [/^(ID3|OggS|fLaC|RIFF[^]{4}(WAVE|AVI ))/, video],
  ['\x1aE\xdf\xa3', video],
  [/^(AT&TFORM|CAJ\0|HN\0\0|KDH )/, { name: { zh: 'DjVu 或 CAJ 文件', en: 'a DjVu or CAJ file' }, remedy: 'paper' }],
  [/^%!PS-Adobe/, { name: same('PostScript'), remedy: 'paper' }],
  [
    /^\s*(<\?xml[^]*?\?>\s*)?(<\?mso-application progid="Word\.Document"\?>\s*)?<(w:wordDocument|pkg:package)\b/,
    wordXml,
  ],
  [/^\s*(<\?xml[^]*?\?>\s*)?<\?mso-application progid="Excel\.Sheet"\?>/, sheetXml],
  [/^\s*(<\?xml[^]*?\?>\s*)?<(ss:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet/, sheetXml],
  [
    /^\s*(<\?xml[^]*?\?>\s*)?<(uof|office):/i,
    {
      name: { zh: '标文通（UOF）或 XML 形式的 OpenDocument 文件', en: 'a UOF or flat OpenDocument file' },
      remedy: 'word',
    },
  ],
];
/** Bytes that one of these begins with; everything else is told apart at once. */
const FIRST = new Set([...'7R\x1fB\xfd\x28MLOIfA%HKC<[\x1a\0 \t\r\n\xef'].map((letter) => letter.charCodeAt(0)));
const HEAD = 1024;

/** By what is inside a zip archive that is neither Word nor Excel. */
const ENTRIES: readonly (readonly [RegExp, Kind])[] = [
  [/^ppt\//i, { name: { zh: 'PowerPoint 演示文稿', en: 'a PowerPoint presentation' }, remedy: 'paper' }],
  [/^visio\//i, { name: same('Visio'), remedy: 'paper' }],
  [/^Index\/[^/]+\.iwa$/i, { name: { zh: '苹果 iWork 文稿', en: 'an iWork document' }, remedy: 'paper' }],
  [/^FixedDocSeq\.fdseq$/i, { name: same('XPS'), remedy: 'paper' }],
  [/^META-INF\/container\.xml$/i, { name: { zh: '电子书（EPUB）', en: 'an EPUB book' }, remedy: 'paper' }],
];
/** By the word that OpenDocument files hold as their first entry. */
const OPEN_DOCUMENT: readonly (readonly [RegExp, Kind])[] = [
  [
    /spreadsheet/,
    { name: { zh: 'OpenDocument 表格（.ods）', en: 'an OpenDocument spreadsheet (.ods)' }, remedy: 'sheet' },
  ],
  [/text/, { name: { zh: 'OpenDocument 文档（.odt）', en: 'an OpenDocument text (.odt)' }, remedy: 'word' }],
  [/./, { name: same('OpenDocument'), remedy: 'paper' }],
];
/** By the names of streams in the root of a compound file that is neither Word nor Excel. */
const STREAMS: readonly (readonly [string, Kind])[] = [
  ['PowerPoint Document', { name: { zh: 'PowerPoint 演示文稿', en: 'a PowerPoint presentation' }, remedy: 'paper' }],
  ['__properties_version1.0', { name: { zh: 'Outlook 邮件', en: 'an Outlook message' }, remedy: 'detach' }],
  ['VisioDocument', { name: same('Visio'), remedy: 'paper' }],
  ['HwpSummaryInformation', { name: { zh: '韩文（HWP）文档', en: 'an HWP document' }, remedy: 'paper' }],
  ['MatOST', { name: { zh: 'Works 文档', en: 'a Works document' }, remedy: 'word' }],
];

const COMPOUND: Kind = { name: { zh: '别的程序的文件', en: 'a file of another program' }, remedy: 'paper' };

/** What the bytes are by their beginning alone. Cheap: most files are let pass by their first byte. */
export function kindByStart(bytes: Uint8Array): Kind | undefined {
  const [first] = bytes;
  if (first === undefined) return undefined;
  if (FIRST.has(first) || bytes[257] === 0x75 || bytes[4] === 0x66) {
    const head = latin1(bytes, HEAD);
    const found = STARTS.find(([start]) => (typeof start === 'string' ? head.startsWith(start) : start.test(head)));
    if (found) return found[1];
  }
  return isLetter(first) && isMail(bytes) ? mail : undefined;
}

/** What an archive is by the names of its entries, and by the entry `mimetype` where it has one. */
export function kindByEntries(names: readonly string[], mimetype: string | undefined): Kind | undefined {
  const byName = ENTRIES.find(([name]) => names.some((one) => name.test(one)));
  if (byName) return byName[1];
  if (!mimetype?.includes('opendocument')) return undefined;
  return OPEN_DOCUMENT.find(([word]) => word.test(mimetype.replace(/^.*opendocument\./, '')))?.[1];
}

/** What a compound file is by a name that its directory holds. */
export function kindByStreams(names: (name: string) => boolean): Kind | undefined {
  return STREAMS.find(([name]) => names(name))?.[1];
}

/** The sentence that says what the file is and what to do. */
export function notRead(kind: Kind | undefined): UnreadableError {
  const { name, remedy } = kind ?? COMPOUND;
  const { code, zh, en } = REMEDIES[remedy];
  return new UnreadableError(code, {
    zh: `这是${name.zh}，本程序不直接读取。${zh}`,
    en: `This is ${name.en}, which is not read here. ${en}`,
  });
}

/**
 * A message as mail programs save it (.eml): it went from somebody to somebody, and brings files, or no page. A web archive
 * has headers of mail too, but nobody received it; a message that is a page alone is read as one.
 */
function isMail(bytes: Uint8Array): boolean {
  const head = latin1(bytes, 16_384);
  if (!/^[\w-]+:[^\n]*\r?\n/.test(head)) return false;
  const headers = head.slice(0, /\r?\n\r?\n/.exec(head)?.index ?? head.length);
  const sent = [/^from:/im, /^(to|cc|received|return-path|delivered-to):/im, /^(received|message-id|mime-version):/im];
  if (!sent.every((header) => header.test(headers))) return false;
  const whole = latin1(bytes, bytes.length);
  return /^content-disposition:\s*attachment/im.test(whole) || !/^content-type:\s*text\/html/im.test(whole);
}

function isLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

function latin1({ buffer, byteOffset, length }: Uint8Array, most: number): string {
  return Buffer.from(buffer, byteOffset, Math.min(most, length)).toString('latin1');
}
