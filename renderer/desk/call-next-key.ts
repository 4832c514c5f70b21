type Key = Pick<KeyboardEvent, 'key' | 'code' | 'repeat' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** The one key that calls the next patient: N, also where the keyboard writes another alphabet. */
export function isCallNextKey(event: Key): boolean {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key.toLowerCase() === 'n') return true;
  return event.code === 'KeyN' && !/^[a-z]$/iu.test(event.key);
}

const TAKES_LETTERS =
  'input:not([type="radio"], [type="checkbox"]), select, textarea, dialog, [contenteditable="true"]';

/** Letters belong to whoever is typing, and to an open menu. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TAKES_LETTERS) !== null;
}
