import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { readXml } from '../../../extractors/zip/xml.js';

/** Events as one line: `+a[x=1] "text" -a`; of each element the attributes x and w:val. */
function events(xml: string | Uint8Array): string {
  const seen: string[] = [];
  let text = '';
  const settle = () => {
    if (text !== '') seen.push(JSON.stringify(text));
    text = '';
  };
  readXml(Buffer.from(xml as string), 'part.xml', {
    open(name, attributes) {
      settle();
      const shown = ['x', 'w:val'].flatMap((key) => {
        const value = attributes.get(key);
        return value === undefined ? [] : [`${key}=${value}`];
      });
      seen.push(`+${name}${shown.length > 0 ? `[${shown.join(' ')}]` : ''}`);
    },
    close(name) {
      settle();
      seen.push(`-${name}`);
    },
    text(piece) {
      text += piece;
    },
  });
  return seen.join(' ');
}

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** Names are told byte by byte: all that are known to a reader are ASCII. */
function bytesOf(name: string): string {
  return Buffer.from(name).toString('latin1');
}

describe('readXml', () => {
  it.each([
    ['elements and text', '<?xml version="1.0"?><a x="1">甲<b/>乙</a>', '+a[x=1] "甲" +b -b "乙" -a'],
    ['entities', '<a x="&lt;&#65;&#x42;">&amp;&quot;&nbsp;</a>', '+a[x=<AB] "&\\"&nbsp;" -a'],
    ['quotes and signs in values', `<a y='"x="2"' x="a>b"/>`, '+a[x=a>b] -a'],
    ['a name inside a value', '<a y=" x=" x="1"/>', '+a[x=1] -a'],
    [
      'values that end in a sign',
      `<r><a y=">" x='>'/><b y="=" x="a='"/><c x= ">"/><d x='">'/></r>`,
      '+r +a[x=>] -a +b[x=a=\'] -b +c[x=>] -c +d[x=">] -d -r',
    ],
    ['blanks around the sign', '<a\n\tx = "1" />', '+a[x=1] -a'],
    ['a longer name is another', '<a xx="1" yx="2"/>', '+a -a'],
    ['comments, CDATA, instructions', '<a><!-- <b> --><![CDATA[<c>]]><?p <d>?></a>', '+a "<c>" -a'],
    ['a document type', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', '+a "&e;" -a'],
    ['line ends', '<a>1\r\n2\r3</a>', '+a "1\\n2\\n3" -a'],
    [
      'letters of several bytes',
      `<附 x="标&#x9898; à"><b y='à' x='à&lt;'/>à<![CDATA[à]]></附>`,
      '+附[x=标题 à] +b[x=à<] -b "àà" -附'.replaceAll('附', bytesOf('附')),
    ],
    ['another prefix', `<q:p xmlns:q="${W}" q:val="1"/>`, '+w:p[w:val=1] -w:p'],
    ['no prefix', `<p xmlns="${W}" x="1"/>`, '+w:p[x=1] -w:p'],
  ])('%s', (_, xml, expected) => {
    expect(events(xml)).toBe(expected);
  });

  it('decodes UTF-16 and marks', () => {
    expect(events(Buffer.from('\ufeff<a>甲</a>', 'utf16le'))).toBe('+a "甲" -a');
    expect(events('\ufeff<a>甲</a>')).toBe('+a "甲" -a');
  });

  it.each(['', 'x', '<a>', '<a></b>', '<a><b></a></b>', '<a', '<a x="1></a>', '<a><!-- </a>', '</a>'])(
    'refuses %j',
    (xml) => {
      expect(() => events(xml)).toThrow(expect.objectContaining({ code: 'damaged' }) as Error);
    },
  );

  it('hears what a general parser hears', () => {
    const text = fc.constantFrom('', '12.50', '收入 ', ' a ', '&amp;', '&lt;1', "'", '"');
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        text,
        fc
          .tuple(fc.constantFrom('a', 'w:p', 'b'), text, fc.array(tie('tree'), { maxLength: 4 }))
          .map(([name, value, inside]) => `<${name} w:val="${value.replaceAll('"', '')}">${inside.join('')}</${name}>`),
      ),
    }));
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), (inside) => {
        const xml = `<r>${inside.join('')}</r>`;
        const heard: string[] = [];
        let pending = '';
        const settle = () => {
          if (pending !== '') heard.push(JSON.stringify(pending));
          pending = '';
        };
        const parser = new Parser(
          {
            onopentag(name, attributes) {
              settle();
              heard.push('w:val' in attributes ? `+${name}[w:val=${attributes['w:val']}]` : `+${name}`);
            },
            onclosetag(name) {
              settle();
              heard.push(`-${name}`);
            },
            ontext: (data) => void (pending += data),
          },
          { xmlMode: true },
        );
        parser.end(xml);
        expect(events(xml)).toBe(heard.join(' '));
      }),
      { numRuns: 200 },
    );
  });
});
