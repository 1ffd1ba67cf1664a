import { UnreadableError } from '../../schemas/index.js';
import { openCompound } from '../compound/streams.js';
import { damaged, passwordRequired, wrongPassword } from '../zip/refusals.js';
import { openAgile } from './agile.js';
import { EVERYBODYS, rightsManaged, unknownLock } from './lock.js';
import { openStandard } from './standard.js';

/**
 * The file inside a locked one: an office file since 2007 with a password is a compound file of the older kind with the
 * real file encrypted in it ([MS-OFFCRYPTO] 2.3.4). The password that everybody knows is tried too.
 *
 * @throws UnreadableError `password-required`, `wrong-password`, `damaged`, `unsupported-format` (rights management, and
 * ways to encrypt that no current office writes)
 */
export function unlockPackage(bytes: Uint8Array, password: string | undefined): Uint8Array {
  try {
    return unlock(bytes, password);
  } catch (cause) {
    if (cause instanceof UnreadableError && cause.code !== 'damaged') throw cause;
    // Whatever else is wrong with it, it is locked: that can be said to who has not given a password.
    if (password === undefined) throw passwordRequired();
    // Lengths that reach beyond a stream, keys of no length.
    throw cause instanceof UnreadableError ? cause : damaged('EncryptionInfo', cause);
  }
}

function unlock(bytes: Uint8Array, password: string | undefined): Uint8Array {
  const stream = openCompound(bytes);
  const info = stream('EncryptionInfo');
  const locked = stream('EncryptedPackage');
  if (!locked) throw damaged('EncryptedPackage');
  if (!info) throw rightsManaged();
  const [major, minor] = [info.getUint16(0, true), info.getUint16(2, true)];
  const open = major === 4 && minor === 4 ? openAgile : minor === 2 ? openStandard : undefined;
  if (!open) throw unknownLock();
  const length = Number(locked.getBigUint64(0, true));
  const content = new Uint8Array(locked.buffer, locked.byteOffset + 8, locked.byteLength - 8);
  if (length > content.length) throw damaged('EncryptedPackage');
  const known = password === undefined ? [EVERYBODYS] : [password, EVERYBODYS];
  const plain = known.reduce<Uint8Array | undefined>((found, word) => found ?? open(info, content, word), undefined);
  if (!plain) throw password === undefined ? passwordRequired() : wrongPassword();
  return plain.subarray(0, length);
}
