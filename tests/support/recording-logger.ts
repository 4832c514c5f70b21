/** A logger that keeps what it is told, for tests that ask what IT would read. */
export function recordingLogger() {
  const told: { readonly level: string; readonly message: string; readonly about: object }[] = [];
  const at =
    (level: string) =>
    (about: object, message = ''): void => {
      told.push({ level, message, about });
    };
  return { told, logger: { info: at('info'), warn: at('warn'), error: at('error') } };
}
