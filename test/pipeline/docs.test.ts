import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actions } from '../../pipeline/cli/program.js';
import { program } from '../../pipeline/cli/program.js';
import { orderedDatasets } from '../../pipeline/export.js';
import { documents } from '../../scripts/document.js';

const page = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test.each([...documents()])('%s is what `npm run document` writes', (path, text) => {
  expect(page(path)).toBe(text);
});

test.each(['en', 'zh'] as const)('docs/commands.md names every command and option (%s)', (language) => {
  const text = page('docs/commands.md');
  for (const command of program(language, {} as Actions, () => {}).commands) {
    const start = text.indexOf(`## gouji ${command.name()}\n`);
    expect(start, command.name()).toBeGreaterThan(0);
    for (const { long, description } of command.options) {
      expect(text).toContain(long!);
      expect(text.replace(/\s+/g, '')).toContain(description.replace(/\s+/g, ''));
    }
  }
});

test('docs/data-dictionary.md names every column of every file', () => {
  const text = page('docs/data-dictionary.md');
  for (const { name, fields } of orderedDatasets()) {
    const section = text.split(`## ${name}.csv`)[1]?.split('\n## ')[0] ?? '';
    for (const field of fields) expect(section, `${name}.${field.name}`).toContain(`| \`${field.name}\` |`);
  }
});
