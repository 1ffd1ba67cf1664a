import { Verdict } from '../../schemas/schemas.js';
import type { Dataset } from '../dataset.js';
import { DOCUMENT_ID, field } from '../fields.js';

export const dataset: Dataset = {
  name: 'scores',
  title: { zh: '复算得分', en: 'Scores recomputed' },
  description: {
    zh: '按评分标准与报告自身数字复算的每行得分及结论。',
    en: 'Each score line recomputed from its own rule and the figures of the same report, with the verdict.',
  },
  fields: [
    DOCUMENT_ID,
    field('position', 'integer', ['序号', 'Position'], ['文档内的顺序，从 0 起。', 'Order in its document, from 0.'], {
      required: true,
    }),
    field(
      'indicator_id',
      'string',
      ['指标编号', 'Indicator'],
      ['即 indicators.csv 的 id。', 'As id in indicators.csv.'],
      {
        required: true,
      },
    ),
    field('rule', 'string', ['评分标准', 'Rule'], ['评分标准原文。', 'The scoring rule as printed.']),
    field('weight', 'number', ['分值', 'Weight'], ['分值。', 'Points to be had.']),
    field('claimed', 'number', ['自评得分', 'Claimed'], ['自评得分。', 'Points claimed.']),
    field('low', 'number', ['应得下限', 'Low'], ['应得分的下限。', 'The least that the rule gives.']),
    field('high', 'number', ['应得上限', 'High'], ['应得分的上限。', 'The most that the rule gives.']),
    field(
      'verdict',
      'string',
      ['结论', 'Verdict'],
      [
        'verified 相符、overclaimed 高报、underclaimed 低报、withinRange 在区间内、notComputable 无法复算。',
        'verified, overclaimed, underclaimed, withinRange or notComputable.',
      ],
      { required: true, enum: Verdict.options },
    ),
    field(
      'formula',
      'string',
      ['公式', 'Formula'],
      ['由评分标准解析出的公式。', 'The formula that the rule was read as.'],
    ),
    field('inputs', 'array', ['代入数字', 'Inputs'], ['代入的数字（JSON）。', 'The figures that were used (JSON).'], {
      required: true,
    }),
    field(
      'missing',
      'array',
      ['缺少数字', 'Missing'],
      ['缺少的数字（JSON）。', 'The figures that are missing (JSON).'],
      { required: true },
    ),
    field('message_zh', 'string', ['说明', 'Message, Chinese'], ['说明（中文）。', 'Explanation in Chinese.']),
    field('message_en', 'string', ['说明（英文）', 'Message, English'], ['说明（英文）。', 'Explanation in English.']),
  ],
  primaryKey: ['document_id', 'position'],
  select: `
    SELECT s.document_id, s.position, s.indicator_id, s.rule, s.weight, s.claimed, s.low, s.high, s.verdict, s.formula,
      s.inputs, s.missing, s.message_zh, s.message_en
    FROM scores s JOIN documents d ON d.id = s.document_id
    WHERE d.status = 'read'
    ORDER BY d.path, d.id, s.position`,
};
