/** Figures that sentences strike from two others: what each is called, and what the figures are called that it is of. */
export const DIFFERENCES: readonly { of: RegExp; from: RegExp; less: RegExp }[] = [
  { of: /^(?:收支相抵,?)?(?:亏损|赤字|收支缺口|收不抵支)$/u, from: /支出/u, less: /收入/u },
  { of: /^支出(?:大于|超过?|高于)收入$/u, from: /支出/u, less: /收入/u },
  { of: /^(?:预决算)?(?:差异|偏差)(?:额|数)?$/u, from: /决算|支出|执行/u, less: /预算/u },
  { of: /净值$/u, from: /原值/u, less: /折旧|摊销/u },
  { of: /净资产(?:总额|合计)?$/u, from: /资产(?:总额|总计|合计)?$/u, less: /负债/u },
  { of: /缺口$|差额$|^尚缺/u, from: /^应|需求|所需/u, less: /^实|实际|已到位/u },
  { of: /^(?:欠[缴收]|未[收缴])/u, from: /^应[收缴]/u, less: /^(?:已|实)[收缴]/u },
  {
    of: /^尚?(?:欠|未(?:支|拨)?付|需支付|余)|尾款$|欠款$/u,
    from: /合同|应付|总价|价款|结算|审定|概算/u,
    less: /已(?:支|拨)?付|支付|实付|拨付/u,
  },
  {
    of: /^(?:剩余|尚有|还有|仍有|未整改|未完成|未办结|未销号|正在整改)/u,
    from: /发现|排查|受理|查出|收到|交办|反馈|梳理/u,
    less: /整改|完成|办结|结案|销号|解决/u,
  },
  { of: /^净增/u, from: /增加|新增|流入/u, less: /减少|流出|报废|处置/u },
  { of: /^(?:核|审)减/u, from: /送审|报审|申报/u, less: /审定|核定/u },
  { of: /^节(?:约|省|支)/u, from: /概算|控制价|限价|招标|预算/u, less: /合同|中标|成交|采购|支出$/u },
];

/** What is left of what came in or was planned: 结余, 剩余, 结转下年. */
export const LEFT_OVER =
  /^(.*?)(?:收支相抵,?)?(?:当期|当年|本年|收支|年末|年底|期末|资金)*(?:结转和?结余|结余和?结转|结余|节余|剩余|结转下年|结转)(?:下年)?(?:使用)?(?:资金|金额)?$/u;
export const CAME_IN =
  /收入(?:总额|总计|合计)?$|可用(?:资金|指标|财力)(?:合计|总额)?$|到位(?:资金|各类资金)?$|筹集|预算(?:数|总额|安排|资金)?$/u;
export const WENT_OUT = /支出(?:总额|总计|合计|数)?$|使用$|拨付$|支付$|列支$|执行数?$/u;
/** What stood there before: 年初结余, 上年结转. */
export const BROUGHT_IN = /(?:年初|期初|上年|上年末)(?:结转和?结余|结余和?结转|结余|结转)/u;

/** A stock as it was, what came to it, what left it, and as it is. */
export const STOCK = {
  opening: /年初|期初|上年末|年初实有/u,
  closing: /年末|期末|年底/u,
  plus: /增加|新增|录用|调入|招录|招聘|新进|接收|转入|购置|购入|划入|收入|追加|调增/u,
  minus: /减少|调出|退休|辞职|去世|死亡|报废|处置|划出|转出|核销|支出|调减|核减|偿还|归还|化解/u,
} as const;
