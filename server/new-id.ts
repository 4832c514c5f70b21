import { randomUUID } from 'node:crypto';

/**
 * A UUID of version 7: it begins with the time, so that rows made one after another lie beside each
 * other in every index. A commit of many check-ins then writes a few pages of each and not one for
 * each check-in. The rest is as random as in version 4; nothing that must stay secret is made of it.
 */
export function newId(): string {
  const at = Date.now().toString(16).padStart(12, '0');
  return `${at.slice(0, 8)}-${at.slice(8)}-7${randomUUID().slice(15)}`;
}
