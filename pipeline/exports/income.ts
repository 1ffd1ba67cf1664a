import { wideDataset } from '../wide.js';

export const dataset = wideDataset(
  'income',
  { zh: '收入', en: 'Income' },
  {
    total: ['收入合计', 'Income, total'],
    carried_in: ['上年结转', 'Carried in'],
    general_budget: ['一般公共预算拨款', 'General public budget'],
    government_fund: ['政府性基金拨款', 'Government fund'],
    special_account: ['财政专户管理资金', 'Special fiscal account'],
    other: ['其他收入', 'Other income'],
  },
);
