import { type FormKind } from '../form-kind.js';

/** Labels with what is filled in beside them: who, where, how many, the score and grade of the whole. */
export const kind: FormKind = {
  kind: 'cover',
  fit(labels) {
    if (labels.headers.length > 1) return 0;
    const own = labels.stubs.filter((text) => COVER.some((word) => word.test(text))).length;
    return own > 0 ? 0.5 + Math.min(0.3, own / 10) : 0;
  },
};

const COVER = [
  /联系人|联系电话|联络电话|电话|地址|邮编|负责人|填报/u,
  /(?:部门|单位)(?:\(单位\))?、?(?:单位)?名称|预算编码|单位编码|主管部门|年度$/u,
  /编制|实有人数|在职人数|机构数/u,
  /职能|职责|工作内容|工作任务|运行情况|成绩|概述|概况|保障措施|存在问题|改进措施/u,
  /得分|总分|等次|等级/u,
];
