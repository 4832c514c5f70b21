import 'i18next';
import type checkIn from '../../shared/locales/en/check-in.json';
import type common from '../../shared/locales/en/common.json';
import type desk from '../../shared/locales/en/desk.json';
import type display from '../../shared/locales/en/display.json';
import type feedback from '../../shared/locales/en/feedback.json';
import type hub from '../../shared/locales/en/hub.json';
import type manager from '../../shared/locales/en/manager.json';
import type phone from '../../shared/locales/en/phone.json';
import type slip from '../../shared/locales/en/slip.json';
import type staff from '../../shared/locales/en/staff.json';
import type upstream from '../../shared/locales/en/upstream.json';

declare module 'i18next' {
  // A key that English does not have is a type error where it is used.
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      common: typeof common;
      'check-in': typeof checkIn;
      feedback: typeof feedback;
      display: typeof display;
      desk: typeof desk;
      hub: typeof hub;
      manager: typeof manager;
      phone: typeof phone;
      slip: typeof slip;
      staff: typeof staff;
      upstream: typeof upstream;
    };
  }
}
