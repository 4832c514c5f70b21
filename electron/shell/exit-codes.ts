/**
 * What the program's end says to whoever watches over it. systemd starts it again after each of them
 * but `leftByStaff`, which its unit names.
 */
export const EXIT_CODES = {
  ended: 0,
  leftByStaff: 3,
  /** Recovering did not help: EX_SOFTWARE of sysexits.h. */
  gaveUp: 70,
  /** It wants to be started anew: EX_TEMPFAIL of sysexits.h. */
  startAnew: 75,
} as const;
export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];
