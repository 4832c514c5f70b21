// Icons only staff see, on the same 24 by 24 grid as those of all pages.

export const CALENDAR =
  'M5 5.2h14a1.8 1.8 0 0 1 1.8 1.8v12a1.8 1.8 0 0 1 -1.8 1.8h-14a1.8 1.8 0 0 1 -1.8 -1.8v-12a1.8 1.8 0 0 1 1.8 -1.8zM3.2 10h17.6M8 2.8v4.4M16 2.8v4.4';
export const DOTS = 'M5 12v0.1M12 12v0.1M19 12v0.1';
export const NOT_SENT =
  'M12 15.5V4.5M7.5 9 12 4.5 16.5 9M4 15v3.5A1.5 1.5 0 0 0 5.5 20h13a1.5 1.5 0 0 0 1.5-1.5V15';
export const PAUSE = 'M9 6v12M15 6v12';
export const SOONER = 'M12 19.5V5M6 10.5 12 4.5l6 6';
export const MOON = 'M20 14.6A8.4 8.4 0 1 1 9.6 3.9a6.6 6.6 0 0 0 10.4 10.7z';
export const SPEAKER_OFF = 'M4 9.5v5h3.2L12 18.5v-13L7.2 9.5zM16 9.5l5 5M21 9.5l-5 5';
