import { ConfigurationError } from '../configuration.js';

/** Why a database cannot be used, in sentences that say what to do. */

export function noDatabase(path: string): ConfigurationError {
  return new ConfigurationError({
    zh: `没有找到数据库 ${path}。请先运行 gouji ingest <文件夹> --db ${path}。`,
    en: `There is no database ${path}. Run gouji ingest <folder> --db ${path} first.`,
  });
}

export function newerDatabase(path: string): ConfigurationError {
  return new ConfigurationError({
    zh: `数据库 ${path} 由更新版本的 gouji 写成。请升级 gouji，或用 --db 指定另一个文件。`,
    en: `The database ${path} was written by a newer gouji. Upgrade gouji, or name another file with --db.`,
  });
}

export function foreignDatabase(path: string): ConfigurationError {
  return new ConfigurationError({
    zh: `${path} 不是 gouji 的数据库。请用 --db 指定另一个文件。`,
    en: `${path} is not a database of gouji. Name another file with --db.`,
  });
}

/** Its disk is full, it may not be written, or another program holds it. */
export function unwritableDatabase(path: string, reason: string): ConfigurationError {
  return new ConfigurationError({
    zh: `数据库 ${path} 写不进去（${reason}）。请检查磁盘空间与写入权限，再运行一次；已存下的结果还在，会接着读。`,
    en: `The database ${path} cannot be written (${reason}). Check the space on its disk and the right to write, and run again: what is stored is kept, and the run goes on from there.`,
  });
}

function damagedDatabase(path: string, reason: string): ConfigurationError {
  return new ConfigurationError({
    zh: `数据库 ${path} 已损坏（${reason}）。请用备份恢复，或删去它后重新读取。`,
    en: `The database ${path} is damaged (${reason}). Restore it from a copy, or delete it and read the documents again.`,
  });
}

/** What an error on opening a database says to a person. */
export function refusalToOpen(error: unknown, path: string): unknown {
  const code = sqliteCode(error);
  // A folder that does not exist is a TypeError of the library.
  if (!(error instanceof Error) || (code === '' && !(error instanceof TypeError))) return error;
  if (code === 'SQLITE_NOTADB') return foreignDatabase(path);
  if (code.startsWith('SQLITE_CORRUPT')) return damagedDatabase(path, error.message);
  return new ConfigurationError(
    {
      zh: `打不开数据库 ${path}（${error.message}）。请检查文件夹是否存在、可写，或用 --db 指定另一个文件。`,
      en: `The database ${path} cannot be opened (${error.message}). Check that its folder exists and may be written, or name another file with --db.`,
    },
    { cause: error },
  );
}

/** What an error in the use of an open database says to a person; other errors are our own. */
export function refusalInUse(error: unknown, path: string): unknown {
  const code = sqliteCode(error);
  if (!(error instanceof Error) || code === '') return error;
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return damagedDatabase(path, error.message);
  return /^SQLITE_(FULL|IOERR|BUSY|READONLY|CANTOPEN)/.test(code) ? unwritableDatabase(path, error.message) : error;
}

/** Whether a database could not be opened because nothing may be written where it stands. */
export function isReadOnly(error: unknown): boolean {
  return /^SQLITE_(READONLY|CANTOPEN)/.test(sqliteCode(error instanceof ConfigurationError ? error.cause : error));
}

function sqliteCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_') ? code : '';
}
