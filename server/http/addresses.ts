import type { App } from '../app.ts';
import type { ExamplePerson } from '../demo/example-people.ts';

export type AddressesContext = {
  readonly isDemonstration: boolean;
  /** In a demonstration: whom to be at the kiosk. */
  readonly people: readonly ExamplePerson[];
  /** Where appointments are taken from. */
  readonly inbox: string;
};

const NAME_WIDTH = 14;

/** What whoever starts the server needs to know first: where its pages are and how it is stopped. */
export function tableOfAddresses(app: App, context: AddressesContext): string {
  const { isDemonstration, people, inbox } = context;
  return [
    isDemonstration
      ? 'Foyer is running. DEMONSTRATION: everybody in it is invented.'
      : 'Foyer is running.',
    '',
    ...pages(app, isDemonstration),
    ...(isDemonstration ? peopleToTry(people) : []),
    '',
    line('Appointments', `put CSV files into ${inbox}`),
    line('Stop', 'Ctrl-C'),
  ].join('\n');
}

function pages(app: App, isDemonstration: boolean): readonly string[] {
  const { url } = app;
  const screens = isDemonstration
    ? areasOf(app).map((areaId) => `${url}/display?area=${areaId}`)
    : [`${url}/display`];
  return [
    line('Check-in', `${url}/check-in`),
    line('Exit', `${url}/feedback`),
    ...screens.map((address, index) => line(index === 0 ? 'Waiting room' : '', address)),
    line('Desk', `${url}/desk`),
    line('Manager', `${url}/manager`),
    line('Phone', `${url}/phone  (opened by the square code after a check-in)`),
    line('Health', `${url}/health`),
    ...(isDemonstration
      ? []
      : ['', `  Open each page once with its device's token: ${url}/display#TOKEN`]),
  ];
}

function areasOf(app: App): readonly string[] {
  return [...new Set(app.day.stations().map((station) => station.areaId))];
}

function peopleToTry(people: readonly ExamplePerson[]): readonly string[] {
  if (people.length === 0) return [];
  return [
    '',
    '  To try at check-in: date of birth, first letter of the last name',
    ...people.map(
      (person) =>
        `    ${longDate(person.dateOfBirth).padEnd(18)} ${lettersOf(person).padEnd(10)} ${person.what}`,
    ),
  ];
}

/** The first name's letter only where it is asked for. */
function lettersOf({ what, lastInitial, firstInitial }: ExamplePerson): string {
  const isAsked = what === 'is asked for the first name' || what === 'needs a person';
  return isAsked ? `${lastInitial}, then ${firstInitial}` : lastInitial;
}

function longDate(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(day),
  );
}

function line(name: string, text: string): string {
  return `  ${name.padEnd(NAME_WIDTH)}${text}`;
}
