import type { Arrival } from '../../shared/domain/arrival.ts';

export type ExampleState =
  | 'checks in'
  | 'is late and checks in'
  | 'has two appointments'
  | 'is asked for the first name'
  | 'needs a person'
  | 'is too early'
  | 'is too late'
  | 'is checked in already'
  | 'is not found';

export type Standing = Arrival['kind'] | 'here';

type ExampleBooking = {
  readonly firstName: string;
  readonly serviceId: string;
  readonly providerId?: string;
  readonly inMinutes: number;
  /** How the person must stand for the example to show what it is for. */
  readonly standing: Standing;
};

export type Example = {
  readonly id: string;
  readonly what: ExampleState;
  readonly lastName: string;
  readonly born: readonly [year: number, month: number, day: number];
  readonly bookings: readonly ExampleBooking[];
};

// Born on the 15th or after the 28th, as nobody else here is. A blood test can be checked in for all day,
// so those who are booked for one stay good examples for hours.
export const EXAMPLES: readonly Example[] = [
  {
    id: 'on-time',
    what: 'checks in',
    lastName: 'Whitfield',
    born: [1984, 3, 15],
    bookings: [
      {
        firstName: 'James',
        serviceId: 'doctor',
        providerId: 'adeyemi',
        inMinutes: 15,
        standing: 'on-time',
      },
    ],
  },
  {
    id: 'any-time',
    what: 'checks in',
    lastName: 'Delgado',
    born: [1971, 7, 29],
    bookings: [{ firstName: 'Rosa', serviceId: 'blood-test', inMinutes: 180, standing: 'on-time' }],
  },
  {
    id: 'late',
    what: 'is late and checks in',
    lastName: "O'Shaughnessy",
    born: [1958, 10, 30],
    bookings: [{ firstName: 'Peter', serviceId: 'blood-test', inMinutes: -25, standing: 'late' }],
  },
  {
    id: 'two',
    what: 'has two appointments',
    lastName: 'Durand',
    born: [1990, 5, 31],
    bookings: [
      {
        firstName: 'Amélie',
        serviceId: 'doctor',
        providerId: 'haddad',
        inMinutes: 25,
        standing: 'on-time',
      },
      { firstName: 'Amélie', serviceId: 'x-ray', inMinutes: 65, standing: 'on-time' },
    ],
  },
  {
    id: 'siblings',
    what: 'is asked for the first name',
    lastName: 'Okoro',
    born: [2015, 1, 29],
    bookings: [
      { firstName: 'Leah', serviceId: 'blood-test', inMinutes: 170, standing: 'on-time' },
      { firstName: 'Daniel', serviceId: 'blood-test', inMinutes: 175, standing: 'on-time' },
    ],
  },
  {
    id: 'twins',
    what: 'needs a person',
    lastName: 'Adeleke',
    born: [1996, 12, 30],
    bookings: [
      { firstName: 'Femi', serviceId: 'blood-test', inMinutes: 185, standing: 'on-time' },
      { firstName: 'Folake', serviceId: 'blood-test', inMinutes: 190, standing: 'on-time' },
    ],
  },
  {
    id: 'early',
    what: 'is too early',
    lastName: 'Håkansson',
    born: [1949, 8, 31],
    bookings: [
      {
        firstName: 'Ingrid',
        serviceId: 'doctor',
        providerId: 'lindqvist',
        inMinutes: 300,
        standing: 'too-early',
      },
    ],
  },
  {
    id: 'past',
    what: 'is too late',
    lastName: 'Ortiz',
    born: [2001, 11, 29],
    bookings: [
      {
        firstName: 'Samuel',
        serviceId: 'doctor',
        providerId: 'haddad',
        inMinutes: -120,
        standing: 'too-late',
      },
    ],
  },
  {
    id: 'here',
    what: 'is checked in already',
    lastName: 'Farouk',
    born: [1979, 6, 30],
    bookings: [{ firstName: 'Nadia', serviceId: 'nurse', inMinutes: 10, standing: 'here' }],
  },
];
