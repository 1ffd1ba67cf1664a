import type { Dataset } from '../dataset.js';
import { COUNTY, DEPARTMENT, PATH, YEAR, field } from '../fields.js';

const fields = [
  field(
    'id',
    'string',
    ['文档编号', 'Document'],
    ['由内容与相对路径算出，处处相同。', 'Made of content and relative path; the same everywhere.'],
    { required: true },
  ),
  PATH,
  field(
    'sha256',
    'string',
    ['内容摘要', 'SHA-256'],
    ['文件内容的 SHA-256；读不到内容时为空。', 'SHA-256 of the content; empty where it could not be read.'],
  ),
  field('size', 'integer', ['字节数', 'Bytes'], ['文件大小（字节）。', 'Size of the file in bytes.'], {
    required: true,
  }),
  field('format', 'string', ['格式', 'Format'], ['由内容判定的格式。', 'Format, told from the bytes.']),
  field('pages', 'integer', ['页数', 'Pages'], ['页数；无分页格式为 0。', 'Number of pages; 0 in flowing formats.']),
  field(
    'status',
    'string',
    ['状态', 'Status'],
    [
      'read 已读；failed 未能读取；vanished 文件已不在（其余文件中不再包含其数据）。',
      'read; failed: could not be read; vanished: the file is gone (the other files no longer hold its data).',
    ],
    { required: true, enum: ['read', 'failed', 'vanished'] },
  ),
  field(
    'error_code',
    'string',
    ['错误代码', 'Error code'],
    ['未能读取的原因代码。', 'Why it could not be read, for machines.'],
  ),
  field(
    'error_zh',
    'string',
    ['错误说明', 'Error, Chinese'],
    ['原因与办法（中文）。', 'The reason and what to do, in Chinese.'],
  ),
  field(
    'error_en',
    'string',
    ['错误说明（英文）', 'Error, English'],
    ['原因与办法（英文）。', 'The reason and what to do, in English.'],
  ),
  field('title', 'string', ['标题', 'Title'], ['报告标题。', 'Title of the report.']),
  field('province', 'string', ['省份', 'Province'], ['报告所属省份。', 'Province that the report is of.']),
  COUNTY,
  DEPARTMENT,
  YEAR,
];

export const dataset: Dataset = {
  name: 'documents',
  title: { zh: '文档', en: 'Documents' },
  description: {
    zh: '读过的每个文件一行，包括未能读取的。',
    en: 'A line for each file that was looked at, those that could not be read included.',
  },
  fields,
  primaryKey: ['id'],
  select: `SELECT ${fields.map(({ name }) => name).join(', ')} FROM documents ORDER BY path, id`,
};
