import { rmSync } from 'node:fs';

export function removeDatabase(db: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(db + end, { force: true });
}
