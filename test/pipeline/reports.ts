import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A small report of an invented county as tab-separated text; every figure follows from the number. */
export function textReport(number: number): string {
  const general = 100 + number * 7.25;
  const carried = number % 9;
  const personnel = 60 + number * 3.5;
  const running = 20 + (number % 13);
  const project = general + carried - personnel - running;
  // Every seventh report states a total that its parts do not yield.
  const total = general + carried + (number % 7 === 3 ? 1.5 : 0);
  const money = (amount: number): string => amount.toFixed(2);
  const rows = Array.from({ length: 12 }, (_, row) => {
    const planned = 10 + ((number * 31 + row * 17) % 40);
    return `\t产出指标\t数量指标\t第${row + 1}类任务完成数\t≥${planned}件\t${planned + (row % 3)}件\t${row < 10 ? 5 : 0}\t${row < 10 ? 5 : 0}`;
  });
  return [
    `青溪县第${number}事务中心2023年度部门整体支出绩效自评报告`,
    '',
    '一、部门收支情况',
    `2023年收入合计${money(total)}万元，其中：一般公共预算拨款${money(general)}万元，上年结转${money(carried)}万元。`,
    '',
    '部门收支情况表',
    '单位：万元',
    '收入合计\t上年结转\t公共财政拨款\t支出合计\t人员支出\t公用支出\t项目支出',
    [total, carried, general, personnel + running + project, personnel, running, project].map(money).join('\t'),
    '',
    '绩效指标表',
    '\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分',
    ...rows,
    '',
    '二、存在的问题',
    '个别项目进度偏慢，下一步将加强管理。',
    '',
  ].join('\n');
}

/** Writes files, with the folders that they need. */
export function writeFiles(folder: string, files: Record<string, string | Uint8Array>): void {
  for (const [path, content] of Object.entries(files)) {
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
  }
}

export function writeReports(folder: string, count: number): void {
  for (let number = 1; number <= count; number++) {
    writeFiles(folder, { [`batch-${number % 5}/report-${number}.txt`]: textReport(number) });
  }
}
