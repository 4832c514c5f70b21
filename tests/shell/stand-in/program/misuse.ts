const listeners: ((text: string) => void)[] = [];

/** Notes what a real Electron would not have let pass, or what the stand-in cannot vouch for. */
export function noteMisuse(text: string): void {
  for (const listener of listeners) listener(text);
}

/** Notes it and throws. */
export function refuse(text: string): never {
  noteMisuse(text);
  throw new Error(text);
}

export function onMisuse(listener: (text: string) => void): void {
  listeners.push(listener);
}
