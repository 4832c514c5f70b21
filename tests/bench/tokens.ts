/** More kiosks than any clinic has at one door. */
export const KIOSKS = 64;

export const TOKENS = {
  display: 'display-token-for-the-bench',
  desk: 'desk-token-for-the-bench-12',
} as const;

export const HUB_TOKEN = 'hub-token-for-the-bench-123';

/** The token of a kiosk of the bench. */
export function kioskToken(index: number): string {
  return `kiosk-token-for-the-bench-${index}`;
}
