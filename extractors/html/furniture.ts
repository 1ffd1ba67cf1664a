import { attribute, elementsIn, isHidden, type Node } from './dom.js';

/** Elements and roles by which a page says of itself what is not its matter. */
const ELEMENTS = new Set(['nav', 'footer', 'header', 'aside', 'menu']);
const ROLES = new Set(['navigation', 'banner', 'contentinfo', 'search', 'complementary']);
/** Words in class and id by which the site builders of county governments name the rest. */
const NAMES =
  /(^|[-_ ])(nav\w*|menu\w*|bread\w*|crumbs?\w*|foot\w*|copyright|copy|share\w*|bdshare\w*|side(bar|nav|menu)?|banner|toolbar|tool|pager|pagination|search\w*|login|related|recommend|hot|rank\w*|friendlinks?|links?|weizhi|dqwz|position|location|top(bar|nav)|header|logo|qrcode|ewm|jiathis\w*|print\w*|fontsize)($|[-_ ])/i;
/** Lines that a site puts around every article. */
const LINES =
  /(浏览|阅读|点击|访问)(次数|量|数|[:：]\s*\d+\s*次)|字体[:：]?[\s【[]*(大|小)|打印(本页|此页|文章)?\s*[】\]]?\s*[【[]?\s*关闭|关闭(窗口|本页)|版权所有|ICP备|公网安备|网站标识码|当前(所在)?位置|您(现在)?的?(所在)?位置|^(上|下)一篇[:：]|分享到|扫一扫|加入收藏|设为首页|网站地图/u;
const LONGEST_LINE = 160;
/** What the catalogue card over a published document is made of: 索引号, 发布机构, 成文日期, 文号 … */
const CARD =
  /^(索引号?|信息索引号?|主题(分类|词)|体裁(分类)?|(发布|公开|发文|制发)(机构|机关|单位|日期|时间|方式|形式|范围|类别|字号)|(成文|生成|生效|失效|废止|签发)(日期|时间)|(信息)?(名称|来源)|发文字号|文号|有效性|关键词|内容概述|公开责任部门|所属(分类|机构|主题))[:：]?/u;
const LARGEST_CARD = 24;

/** Whether a short line is one of those that stand around every article: 浏览次数：12 【打印】【关闭】. */
export function isFurnitureLine(text: string): boolean {
  return text.length <= LONGEST_LINE && LINES.test(text);
}

/** Whether a table is the catalogue card that sites print over a document: every other cell of it is a known label. */
export function isCard(texts: readonly string[]): boolean {
  const filled = texts.map((text) => text.replace(/\s+/gu, '')).filter((text) => text !== '');
  const labels = filled.filter((text) => CARD.test(text)).length;
  return filled.length <= LARGEST_CARD && labels >= 2 && labels * 2 >= filled.length;
}

export interface Weight {
  /** Characters, white space aside, and how many of them stand in links. */
  text: number;
  linked: number;
  links: number;
  /** Table cells and tables inside. */
  cells: number;
  tables: number;
  headings: number;
}

export interface Weights {
  of(node: Node): Weight;
  total: number;
}

/** Counts the characters of every node of a page once. */
export function weigh(root: Node): Weights {
  const weights = new Map<Node, Weight>();
  const none: Weight = { text: 0, linked: 0, links: 0, cells: 0, tables: 0, headings: 0 };
  const order = [root, ...elementsIn(root)];
  for (const node of order.reverse()) {
    const own: Weight = { ...none };
    if (!isHidden(node)) {
      for (const child of node.children ?? []) {
        if (child.type === 'text') own.text += (child.data ?? '').replace(/\s+/g, '').length;
        const inner = weights.get(child);
        if (!inner) continue;
        own.text += inner.text;
        own.linked += inner.linked;
        own.links += inner.links;
        own.cells += inner.cells + (child.name === 'td' || child.name === 'th' ? 1 : 0);
        own.tables += inner.tables + (child.name === 'table' ? 1 : 0);
        own.headings += inner.headings + (/^h[1-6]$/.test(child.name ?? '') ? 1 : 0);
      }
      if (node.name === 'a' && attribute(node, 'href') !== '') {
        own.linked = own.text;
        own.links = 1;
      }
    }
    weights.set(node, own);
  }
  return { of: (node) => weights.get(node) ?? none, total: (weights.get(root) ?? none).text };
}

/**
 * Whether a part of a page is navigation or the like. What holds a good part of the page's words is never furniture,
 * whatever it is called.
 */
export function isFurniture(node: Node, weights: Weights): boolean {
  const { text, linked, links, cells, headings } = weights.of(node);
  if (text === 0 || node.name === undefined || node.name === 'body' || node.name === 'html') return false;
  if (text - linked > 0.2 * weights.total) return false;
  if (links >= 2 && linked >= 0.6 * text) return true;
  // A table of some size is matter, even in a box with an unlucky name.
  if (cells >= 6 || /^t[dhr]$/.test(node.name)) return false;
  // The head of an article is often called header; that of a site links somewhere.
  if (headings > 0 && links === 0) return false;
  if (node.name === 'header' || node.name === 'footer') return !inArticle(node);
  return (
    ELEMENTS.has(node.name) ||
    ROLES.has(attribute(node, 'role')) ||
    NAMES.test(attribute(node, 'class')) ||
    NAMES.test(attribute(node, 'id'))
  );
}

function inArticle(node: Node): boolean {
  for (let at = node.parent; at; at = at.parent) if (at.name === 'article' || at.name === 'main') return true;
  return false;
}
