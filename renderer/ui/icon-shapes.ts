// Our icons, drawn on a 24 by 24 grid as one stroked path each, so that a page ships only those it uses.

export const ARROW = 'M4 12h15M13 5.5 19.5 12 13 18.5';
export const ARROW_BACK = 'M20 12H5M11 5.5 4.5 12l6.5 6.5';
export const BACKSPACE =
  'M8.3 5.5H19.5A1.8 1.8 0 0 1 21.3 7.3v9.4a1.8 1.8 0 0 1-1.8 1.8H8.3L2.5 12zM11.5 9.5l5 5M16.5 9.5l-5 5';
export const BELL = 'M6 10a6 6 0 0 1 12 0c0 5 2 6.5 2 6.5H4S6 15 6 10zM10 19.5a2.2 2.2 0 0 0 4 0';
export const CHAT = 'M4 5h16v11H10l-4.5 4V16H4z';
export const CHECK = 'M4.8 12.6 9.9 17.7 19.4 7.2';
export const CHEVRON = 'M9.2 5.2 16 12l-6.8 6.8';
export const CHEVRON_BACK = 'M14.8 5.2 8 12l6.8 6.8';
export const CLOCK = 'M3.2 12a8.8 8.8 0 1 0 17.6 0a8.8 8.8 0 1 0 -17.6 0zM12 7v5.2l3.4 2.2';
export const CONTRAST = 'M3.2 12a8.8 8.8 0 1 0 17.6 0a8.8 8.8 0 1 0 -17.6 0z';
export const DOOR = 'M6 21V4.5A1.5 1.5 0 0 1 7.5 3h9A1.5 1.5 0 0 1 18 4.5V21M3.5 21h17M14.5 12v0.1';
export const DOWNLOAD = 'M12 4v11M7 10.5l5 5 5-5M5 20h14';
export const DROP = 'M12 3.5s6 6.5 6 11a6 6 0 0 1-12 0c0-4.5 6-11 6-11z';
export const EAR =
  'M7 10a5.5 5.5 0 0 1 11 0c0 4.2-4 4.7-4 8.2a3 3 0 0 1-5.6 1.5M10 10.2a2.5 2.5 0 0 1 5 0c0 1.8-2 2.3-2 4';
export const EYE_OFF =
  'M3 3.5l18 17M10 5.6A9.6 9.6 0 0 1 12 5.4c5.6 0 9.2 6.6 9.2 6.6a16 16 0 0 1-2.7 3.3M6.5 7.4A15.6 15.6 0 0 0 2.8 12s3.6 6.6 9.2 6.6c1.6 0 3-0.5 4.3-1.2M9.9 10a2.9 2.9 0 0 0 4 4.2';
export const GLOBE =
  'M3.2 12a8.8 8.8 0 1 0 17.6 0a8.8 8.8 0 1 0 -17.6 0zM3.2 12h17.6M12 3.2c2.6 2.6 3.7 5.6 3.7 8.8S14.6 18.2 12 20.8C9.4 18.2 8.3 15.2 8.3 12S9.4 5.8 12 3.2z';
export const HAND =
  'M7 12.5V6.2a1.5 1.5 0 0 1 3 0V11M10 10.6V4.3a1.5 1.5 0 0 1 3 0v6.2M13 10.6V5.4a1.5 1.5 0 0 1 3 0v6.4M16 11.4V8.6a1.5 1.5 0 0 1 3 0v6.1A6.8 6.8 0 0 1 12.2 21.5c-2.6 0-4.2-1-5.6-3.2l-2.9-4.6a1.5 1.5 0 0 1 2.5-1.7L7.6 14';
export const HEART =
  'M12 20s-8-4.8-8-10.6A4.4 4.4 0 0 1 12 7a4.4 4.4 0 0 1 8 2.4C20 15.2 12 20 12 20z';
export const INFO = 'M3.2 12a8.8 8.8 0 1 0 17.6 0a8.8 8.8 0 1 0 -17.6 0zM12 11.2v5M12 7.8v0.1';
export const PEOPLE =
  'M5.5 8.3a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0zM2.5 19.5c0.5-3.5 3-5.4 6.5-5.4s6 1.9 6.5 5.4M15.5 5a3.5 3.5 0 0 1 0 6.6M17.6 14.5c2.3 0.6 3.6 2.3 3.9 5';
export const PERSON =
  'M8 8a4 4 0 1 0 8 0a4 4 0 1 0 -8 0zM4.2 20.5c0.6-4 3.6-6.3 7.8-6.3s7.2 2.3 7.8 6.3';
export const PHONE =
  'M9 2.8h6a2.2 2.2 0 0 1 2.2 2.2v14a2.2 2.2 0 0 1 -2.2 2.2h-6a2.2 2.2 0 0 1 -2.2 -2.2v-14a2.2 2.2 0 0 1 2.2 -2.2zM11 18.3h2';
export const PLACE =
  'M12 21.3s-6.8-6.2-6.8-11.3a6.8 6.8 0 0 1 13.6 0c0 5.1-6.8 11.3-6.8 11.3zM9.4 10a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0z';
export const PLUS = 'M12 5v14M5 12h14';
export const REPEAT =
  'M4.5 11a7.5 7.5 0 0 1 13-4.5L20 9M20 4v5h-5M19.5 13a7.5 7.5 0 0 1-13 4.5L4 15M4 20v-5h5';
export const SCREEN =
  'M5 4.8h14a2 2 0 0 1 2 2v7.6a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-7.6a2 2 0 0 1 2 -2zM8.5 20h7';
export const SEARCH = 'M4 10.5a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0zM15.4 15.4 20.5 20.5';
export const SPEAKER =
  'M4 9.5v5h3.2L12 18.5v-13L7.2 9.5zM15.5 9a4 4 0 0 1 0 6M18.2 6.5a7.8 7.8 0 0 1 0 11';
export const TEXT_SIZE =
  'M2.5 18.5 7.6 6h0.8l5.1 12.5M4.3 14.3h7.4M14.8 18.5l3.1-7.6h0.7l3.1 7.6M16 15.9h4.5';
export const WARNING = 'M12 3.8 21.5 20h-19zM12 10v4.2M12 17v0.1';
export const WHEELCHAIR =
  'M5.5 16a5 5 0 1 0 10 0a5 5 0 1 0 -10 0zM7.9 4.5a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0zM9.8 7.5v5.5h5.7l2.5 6h2M10 10h4.5';
export const CONTRAST_HALF = 'M12 3.2a8.8 8.8 0 0 1 0 17.6z';
export const CLOSE = 'M6 6l12 12M18 6 6 18';
export const UNDO = 'M9 6.5 4.5 11 9 15.5M5 11h9.5a4.5 4.5 0 0 1 0 9H11';
