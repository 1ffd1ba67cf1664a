import type { Stage } from '../../schemas/index.js';

/** Which figure a column or row header names: first match wins. `bare` is what remains of a label without it. */
export const STAGE_FORMS: readonly [RegExp, Stage][] = [
  [
    /(?:增减|变动|变化|增加|减少|增长|同比)(?:额|数|情况|金额|变化)?[%％]?$|^(?:比|较)上年(?:度)?(?:决算)?(?:数)?(?:增减|增加|减少|变动|变化).*$/u,
    'change',
  ],
  [/^(?:期初|年初余额|年初结存|上年末|上年年末)(?:数|余额|金额|结存)?$/u, 'previousFinal'],
  [
    /(?:上年度?|去年|上一年度?|上年同期|去年同期)(?:累计)?(?:决算|执行|实际|支出|完成|收入|预算执行)?(?:数|额|情况|金额)?$/u,
    'previousFinal',
  ],
  [
    /(?:预算调整|调整预算|追加预算|预算追加|调整|追加|调增|调减|追加\(减\)|追加调整)(?:数|额|金额|情况)?$/u,
    'adjustment',
  ],
  [
    /(?:全年预算|全年\(调整\)(?:部门)?预算|调整\(全年\)预算|全年部门预算|调整后部门预算|调整后预算|(?:实际)?到位|调整后|调整后的预算|预算调整后|年度预算|最终预算)(?:数|额|金额|资金)?(?:\(A\))?$/u,
    'adjusted',
  ],
  [
    /(?:年初预算|年初批复预算|年初批复|年初支出计划|年初计划|计划|年初部门预算|预算申报|预算申请|年初|支出预算|预算安排|预算批复|批复预算|批复|年初下达)(?:数|额|金额|资金)?$/u,
    'opening',
  ],
  [
    /(?:全年执行|执行|决算|支出决算|实际支出|实际执行|实际完成|实际|完成|本年支出|本年实际|本年决算|实际使用)(?:数|额|金额|情况)?(?:\(B\))?$|^本年度?(?:累计)?(?:数|金额)?$|^今年$/u,
    'final',
  ],
];

/** 本期增加, 本年偿还: a movement of a balance, no stage of a budget and no change against last year. */
export const MOVEMENT = /^(?:本期|本年度?|当年|当期)(?:增加|减少|新增|处置|购置|偿还|收回)(?:数|额|金额)?$/u;

/** A plain 预算数: adjusted where (A) stands behind it or where it is compared with 执行数, else as opened. */
export const PLAIN_BUDGET = /^(?:部门|本年度?|当年|今年|采购)?预算(?:数|额|金额|资金)?(\(A\))?$/u;
