/** Columns that several files of the data set share, so that they are described once and alike. */
import type { Message } from '../schemas/index.js';
import type { DatasetField } from './dataset.js';

/** What some columns say beside their name, type and description. */
type Extra = Pick<DatasetField, 'required' | 'enum'>;

export function field(
  name: string,
  type: DatasetField['type'],
  title: [zh: string, en: string],
  description: [zh: string, en: string],
  extra: Extra = {},
): DatasetField {
  return { name, type, title: message(title), description: message(description), ...extra };
}

function message([zh, en]: [zh: string, en: string]): Message {
  return { zh, en };
}

export const DOCUMENT_ID = field(
  'document_id',
  'string',
  ['文档编号', 'Document'],
  ['所属文档，即 documents.csv 的 id。', 'The document, as id in documents.csv.'],
  { required: true },
);

export const PATH = field(
  'path',
  'string',
  ['文件', 'File'],
  ['相对于读入文件夹的路径。', 'Path relative to the folder that was read.'],
  { required: true },
);
export const COUNTY = field(
  'county',
  'string',
  ['县（市、区）', 'County'],
  ['报告所属县级地区。', 'County that the report is of.'],
);
export const DEPARTMENT = field(
  'department',
  'string',
  ['部门', 'Department'],
  ['编报部门。', 'Department that wrote the report.'],
);
export const YEAR = field(
  'year',
  'string',
  ['年度', 'Year'],
  ['报告年度，四位数字。', 'Year of the report, four digits.'],
);

/** Who and when, repeated on the wide tables so that each can be read by itself. */
export const IDENTITY = [PATH, COUNTY, DEPARTMENT, YEAR];

export const FIGURE = [
  field(
    'subject',
    'string',
    ['单位', 'Subject'],
    ['数字所指的单位；summary 为部门汇总。', 'Unit of organisation as printed; summary is the whole department.'],
  ),
  field('period', 'string', ['所属年度', 'Period'], ['数字所属年度。', 'Year that the figure is of.']),
  field(
    'stage',
    'string',
    ['口径', 'Stage'],
    [
      'opening 年初预算、adjustment 调整、adjusted 调整后预算、final 决算、previousFinal 上年决算、change 增减、target 目标、actual 实际。',
      'opening budget, adjustment, adjusted budget, final account, last year’s final account, change, target or actual.',
    ],
    { required: true },
  ),
];

export const WHERE = [
  field(
    'page',
    'integer',
    ['页', 'Page'],
    ['所在页，从 1 起；无分页格式为空。', 'Page from 1; empty in flowing formats.'],
  ),
  field('line', 'integer', ['行', 'Line'], ['文本行或段落，从 1 起。', 'Line or paragraph from 1.']),
];

export function amountField(name: string, zh: string, en: string): DatasetField {
  return field(name, 'number', [zh, en], [`${zh}，万元，精确小数。`, `${en}, in 万元 (10,000 yuan), exact decimal.`]);
}
