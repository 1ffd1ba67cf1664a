// `npm start -- <folder>`: the command, in the folder where npm was called.
if (process.env['npm_lifecycle_event'] === 'start' && process.env['INIT_CWD']) process.chdir(process.env['INIT_CWD']);
await import('./gouji.mjs');
