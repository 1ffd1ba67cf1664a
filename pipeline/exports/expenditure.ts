import { wideDataset } from '../wide.js';

export const dataset = wideDataset(
  'expenditure',
  { zh: '支出与结余', en: 'Expenditure and balance' },
  {
    total: ['支出合计', 'Expenditure, total'],
    basic: ['基本支出', 'Basic expenditure'],
    personnel: ['人员支出', 'Personnel'],
    running: ['公用支出', 'Running costs'],
    project: ['项目支出', 'Project expenditure'],
    balance_current: ['当年结余', 'Balance of the year'],
    balance_accumulated: ['累计结余', 'Accumulated balance'],
  },
);
