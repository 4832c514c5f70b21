// Icons only staff see, on the same 24 by 24 grid as those of all pages.

export const DOTS = 'M5 12v0.1M12 12v0.1M19 12v0.1';
export const PAUSE = 'M9 6v12M15 6v12';
export const SOONER = 'M12 19.5V5M6 10.5 12 4.5l6 6';
export const MOON = 'M20 14.6A8.4 8.4 0 1 1 9.6 3.9a6.6 6.6 0 0 0 10.4 10.7z';
export const SPEAKER_OFF = 'M4 9.5v5h3.2L12 18.5v-13L7.2 9.5zM16 9.5l5 5M21 9.5l-5 5';
