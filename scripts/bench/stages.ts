/** Measures the stages of the documents of one folder and kind: `stages.ts <folder> <extension>` prints them as JSON. */
import { filesOf, medianOf, warmUp } from './measure.js';

const [folder, extension] = process.argv.slice(2) as [string, string];
const files = filesOf(folder, extension);
await warmUp(files, extension);
console.log(JSON.stringify({ files: files.length, times: await medianOf(files, extension) }));
