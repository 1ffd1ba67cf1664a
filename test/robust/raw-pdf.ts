import { deflateSync } from 'node:zlib';

/** A PDF of these objects, numbered from 1 on; the first is the catalog. No writer would make most of them. */
export function rawPdf(objects: readonly string[]): Buffer {
  let body = '%PDF-1.7\n';
  const offsets: number[] = [];
  for (const [i, object] of objects.entries()) {
    offsets.push(body.length);
    body += `${i + 1} 0 obj${object}\nendobj\n`;
  }
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF`;
  return Buffer.from(body + end, 'latin1');
}

/** The objects of one page with Helvetica as /F; further ones have the numbers from 6 on. */
export function pageObjects(content: string, resources = ''): string[] {
  return [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>${resources}>>>>`,
    content,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
}

export function stream(content: string | Buffer, entries = ''): string {
  const packed = deflateSync(content).toString('latin1');
  return `<</Length ${packed.length}/Filter/FlateDecode${entries}>>stream\n${packed}\nendstream`;
}

/** A form: a piece of a page that is drawn by its name. */
export function form(content: string, resources = ''): string {
  return stream(content, `/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<${resources}>>`);
}
