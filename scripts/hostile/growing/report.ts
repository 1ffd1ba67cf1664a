import { wordFile } from '../build.js';

const TITLE = '某某县交通运输局2031年度部门整体支出绩效自评报告';

/** A report of paragraphs and tables as Word writes it. */
export function report(...blocks: readonly (string | readonly (readonly string[])[])[]): Buffer {
  return wordFile(
    paragraph(TITLE) + blocks.map((one) => (typeof one === 'string' ? paragraph(one) : table(one))).join(''),
  );
}

export function paragraph(text: string): string {
  return `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
}

export function table(rows: readonly (readonly string[])[]): string {
  return `<w:tbl>${rows.map((row) => `<w:tr>${row.map((text) => cell(text)).join('')}</w:tr>`).join('')}</w:tbl>`;
}

export function cell(text: string, properties = ''): string {
  return `<w:tc>${properties && `<w:tcPr>${properties}</w:tcPr>`}${paragraph(text)}</w:tc>`;
}
