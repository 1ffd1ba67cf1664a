import type { Dataset, DatasetField } from './dataset.js';

/** A CSV file as it was written. */
export interface WrittenFile {
  dataset: Dataset;
  path: string;
  bytes: number;
  sha256: string;
}

/**
 * The descriptor of the data set, Data Package v2. Titles are Chinese, as in the reports; `titleEn`, `descriptionZh`
 * and `descriptionEn` stand beside the standard properties. It names no time: the same store gives the same bytes.
 */
export function dataPackage(files: readonly WrittenFile[]): object {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'gouji',
    title: '部门整体支出绩效自评报告数据集',
    titleEn: 'Performance self-assessment reports of county departments',
    description:
      '由 gouji 从绩效自评报告中提取的数字、指标、核对与问题。文本列中以 = + - @ 等开头的内容前加了撇号，以免被电子表格当作公式。 Figures, indicators, checks and findings that gouji took from self-assessment reports. Text that begins with = + - @ has an apostrophe in front, so that no spreadsheet runs it as a formula.',
    resources: files.map(resource),
  };
}

function resource({ dataset, path, bytes, sha256 }: WrittenFile): object {
  const { name, title, description, fields, primaryKey } = dataset;
  return {
    name,
    type: 'table',
    path,
    title: title.zh,
    titleEn: title.en,
    description: `${description.zh} ${description.en}`,
    descriptionZh: description.zh,
    descriptionEn: description.en,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes,
    hash: `sha256:${sha256}`,
    dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
    schema: {
      fields: fields.map(describe),
      missingValues: [''],
      primaryKey,
      ...(fields.some((field) => field.name === 'document_id')
        ? { foreignKeys: [{ fields: ['document_id'], reference: { resource: 'documents', fields: ['id'] } }] }
        : {}),
    },
  };
}

function describe({ name, type, title, description, required, enum: values }: DatasetField): object {
  const constraints = { ...(required ? { required } : {}), ...(values ? { enum: values } : {}) };
  return {
    name,
    type,
    title: title.zh,
    titleEn: title.en,
    description: `${description.zh} ${description.en}`,
    descriptionZh: description.zh,
    descriptionEn: description.en,
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
  };
}
