import { z } from 'zod';
import type { Clinic } from '../domain/clinic.ts';
import { BackupSettings, DestinationSettings, RetentionSettings } from './destination-settings.ts';
import { DeviceToken, TimeOfDay } from './file-fields.ts';

const LANGUAGES = ['en', 'es', 'ar'] as const;

const Id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens')
  .describe('A short name that never changes: lower-case letters, digits and hyphens.');

const Text = z
  .union([
    z.string().min(1).max(200),
    z.object({ en: z.string().min(1).max(200) }).catchall(z.string().min(1).max(200)),
  ])
  .transform((text) => (typeof text === 'string' ? { en: text } : text))
  .describe('One text for every language, or a text by language code; "en" is required then.');

const Clock = TimeOfDay.describe('A time of day, 24 hours: "08:30".');

const Minutes = z.int().min(0).max(600);

const Role = z.enum(['check-in', 'feedback', 'display', 'desk', 'manager']);

const Token = DeviceToken.describe(
  'The secret this device opens its page with. `npm run foyer -- token` makes one.',
);

const ReasonList = z
  .array(z.strictObject({ id: Id, label: Text }))
  .min(1)
  .max(12);

/** The shape of `clinic.json`. Every field is described; `npm run foyer -- schema` prints it as JSON Schema. */
export const ClinicFile = z
  .strictObject({
    $schema: z.string().optional().describe('Lets editors check this file.'),
    name: z.string().min(1).max(80).describe('The clinic, as patients know it.'),
    shortName: z.string().min(1).max(30).describe('The same, short, for the bar of staff pages.'),
    timeZone: z
      .string()
      .refine(isTimeZone, 'must be an IANA time zone such as "Europe/Dublin"')
      .describe('IANA time zone of the building: days and opening hours follow it.'),
    languages: z
      .array(z.enum(LANGUAGES))
      .min(1)
      .default([...LANGUAGES])
      .describe('Languages offered to patients, in order; the first is the default.'),
    publicUrl: z
      .url()
      .optional()
      .describe(
        'The address patients’ phones reach this server at. Without it no square code is shown.',
      ),
    deskDirections: Text.describe(
      'Where the desk is, seen from the kiosk: "Behind you, on the right".',
    ),
    areas: z
      .array(
        z.strictObject({
          id: Id,
          label: Text.describe('"Blue waiting area"'),
          directions: Text.describe(
            'How to get there: "Level 1. Turn left, follow the blue line."',
          ),
        }),
      )
      .min(1)
      .max(40)
      .describe('Where people wait. Each can have its own screen.'),
    services: z
      .array(
        z.strictObject({
          id: Id,
          label: Text.describe('What people queue for: "Doctor", "Blood test".'),
          areaId: Id.describe('The area people wait in for it.'),
          minutes: Minutes.min(1).describe('Expected minutes with one patient, turnover included.'),
          arrivalWindow: z
            .strictObject({
              opensMinutesBefore: Minutes.describe(
                'Check-in opens this long before the appointment.',
              ),
              closesMinutesAfter: Minutes.describe('Later than this, a person decides.'),
            })
            .default({ opensMinutesBefore: 40, closesMinutesAfter: 20 })
            .describe('When the kiosk accepts a check-in.'),
          acceptsWalkIns: z
            .boolean()
            .default(false)
            .describe('Whether the kiosk gives numbers for it without an appointment.'),
        }),
      )
      .min(1)
      .max(40),
    stations: z
      .array(
        z.strictObject({
          id: Id,
          label: Text.describe('As it is called: "Room 3".'),
          areaId: Id,
          directions: Text.describe('From the area to the station: "Second door on the right."'),
          serviceIds: z.array(Id).min(1).describe('The services it can see people for.'),
        }),
      )
      .min(1)
      .max(80)
      .describe('Where people are called to.'),
    providers: z
      .array(z.strictObject({ id: Id, label: z.string().min(1).max(60) }))
      .max(200)
      .default([])
      .describe('Staff whom patients are booked with. Shown to staff only.'),
    openingHours: z
      .array(
        z.strictObject({
          weekdays: z.array(z.int().min(1).max(7)).min(1).describe('1 is Monday, 7 is Sunday.'),
          opens: Clock,
          closes: Clock,
        }),
      )
      .min(1)
      .describe(
        'When the clinic is open: screens say so outside them. Calls and check-ins are never refused.',
      ),
    breaks: z
      .array(
        z.strictObject({
          providerId: Id.describe('Whose break it is.'),
          weekdays: z
            .array(z.int().min(1).max(7))
            .min(1)
            .optional()
            .describe('1 is Monday, 7 is Sunday. None: every day.'),
          from: Clock,
          minutes: Minutes.min(1),
        }),
      )
      .max(1000)
      .default([])
      .describe(
        'Planned breaks, such as lunch: waits are told with them in mind. Nothing is closed by them.',
      ),
    queue: z
      .strictObject({
        lateGraceMinutes: Minutes.default(10).describe(
          'Up to this late, the booked time still counts.',
        ),
        walkInHandicapMinutes: Minutes.default(20).describe('Added to a walk-in’s arrival.'),
        maxOvertakes: z
          .int()
          .min(0)
          .max(50)
          .default(3)
          .describe('Nobody is passed over more often.'),
        callsBeforeNoShow: z
          .int()
          .min(1)
          .max(10)
          .default(2)
          .describe('Calls before "did not come".'),
        noShowPauseMinutes: Minutes.default(2).describe('And this long after the last of them.'),
        requeuePauseMinutes: Minutes.default(5).describe(
          'Someone put back is offered again after this.',
        ),
      })
      .prefault({})
      .describe('How the next patient is chosen.'),
    delayReasons: ReasonList.describe(
      'What a delay notice may give as the reason. Never a person.',
    ),
    feedback: z
      .strictObject({
        faces: z
          .union([z.literal(4), z.literal(5)])
          .default(4)
          .describe('5 adds a neutral face, for reports that need one. Never compare 4 with 5.'),
        betterReasons: ReasonList.describe('Offered after an unhappy face.'),
        thanksReasons: ReasonList.describe('Offered after a happy face.'),
      })
      .describe('The exit question.'),
    devices: z
      .array(
        z.strictObject({
          id: Id,
          role: Role.describe('What it may see and do.'),
          label: z.string().min(1).max(60).describe('How staff know it: "Kiosk 2, main door".'),
          areaId: Id.optional().describe(
            'For a display: the area whose calls it shows. None: all.',
          ),
          stationId: Id.optional().describe('For a desk: the station it calls to when it opens.'),
          token: Token,
        }),
      )
      .max(200)
      .default([])
      .describe('Every screen and desk that may connect.'),
    destinations: z
      .array(DestinationSettings)
      .max(10)
      .default([])
      .describe('Where what happens here is sent, and where appointments come from.'),
    backup: BackupSettings.prefault({}).describe('Copies of the database, made while it runs.'),
    retention: RetentionSettings.prefault({}).describe('How long what is kept is kept.'),
  })
  .superRefine(checkReferences);

export type ClinicFileContent = z.output<typeof ClinicFile>;
export type DeviceSetting = ClinicFileContent['devices'][number];

/** The clinic as the rules know it; the rest of the file is about devices and addresses. */
export function clinicOf(file: ClinicFileContent): Clinic {
  return file;
}

function isTimeZone(name: string): boolean {
  try {
    // Throws for a zone it does not know.
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

type Unchecked = {
  readonly areas: readonly { readonly id: string }[];
  readonly services: readonly { readonly id: string; readonly areaId: string }[];
  readonly stations: readonly {
    readonly id: string;
    readonly areaId: string;
    readonly serviceIds: readonly string[];
  }[];
  readonly providers: readonly { readonly id: string }[];
  readonly devices: readonly {
    readonly id: string;
    readonly token: string;
    readonly areaId?: string | undefined;
    readonly stationId?: string | undefined;
  }[];
  readonly openingHours: readonly { readonly opens: string; readonly closes: string }[];
  readonly breaks: readonly { readonly providerId: string }[];
  readonly destinations: readonly DestinationSettings[];
};

function checkReferences(file: Unchecked, context: z.RefinementCtx): void {
  const report = (path: (string | number)[], message: string): void => {
    context.addIssue({ code: 'custom', path, message });
  };
  const areaIds = new Set(file.areas.map((area) => area.id));
  const serviceIds = new Set(file.services.map((service) => service.id));
  const providerIds = new Set(file.providers.map((provider) => provider.id));
  const stationIds = new Set(file.stations.map((station) => station.id));
  for (const list of [
    'areas',
    'services',
    'stations',
    'providers',
    'devices',
    'destinations',
  ] as const) {
    const seen = new Set<string>();
    for (const [index, item] of file[list].entries()) {
      if (seen.has(item.id)) report([list, index, 'id'], `"${item.id}" is already used above`);
      seen.add(item.id);
    }
  }
  for (const [index, service] of file.services.entries()) {
    if (!areaIds.has(service.areaId)) {
      report(['services', index, 'areaId'], `there is no area "${service.areaId}"`);
    }
  }
  for (const [index, station] of file.stations.entries()) {
    if (!areaIds.has(station.areaId)) {
      report(['stations', index, 'areaId'], `there is no area "${station.areaId}"`);
    }
    for (const [place, id] of station.serviceIds.entries()) {
      if (!serviceIds.has(id)) {
        report(['stations', index, 'serviceIds', place], `there is no service "${id}"`);
      }
    }
  }
  const tokens = new Set<string>();
  for (const [index, device] of file.devices.entries()) {
    if (device.areaId !== undefined && !areaIds.has(device.areaId)) {
      report(['devices', index, 'areaId'], `there is no area "${device.areaId}"`);
    }
    if (device.stationId !== undefined && !stationIds.has(device.stationId)) {
      report(['devices', index, 'stationId'], `there is no station "${device.stationId}"`);
    }
    if (tokens.has(device.token)) report(['devices', index, 'token'], 'is used by another device');
    tokens.add(device.token);
  }
  checkScheduleSources(file.destinations, report);
  for (const [index, settings] of file.destinations.entries()) {
    checkCodes(settings, index, { serviceIds, providerIds, report });
  }
  for (const [index, hours] of file.openingHours.entries()) {
    if (hours.opens >= hours.closes) {
      report(['openingHours', index, 'closes'], 'must be later than "opens"');
    }
  }
  for (const [index, { providerId }] of file.breaks.entries()) {
    if (!providerIds.has(providerId)) {
      report(['breaks', index, 'providerId'], `there is no provider "${providerId}"`);
    }
  }
}

type CodeCheck = {
  readonly serviceIds: ReadonlySet<string>;
  readonly providerIds: ReadonlySet<string>;
  readonly report: (path: (string | number)[], message: string) => void;
};

/** Codes of a sender must lead to something the clinic has. */
function checkCodes(
  settings: DestinationSettings,
  index: number,
  { serviceIds, providerIds, report }: CodeCheck,
): void {
  if (settings.kind === 'hub') return;
  const field = settings.kind === 'hl7' ? 'listen' : 'schedule';
  const codes = settings.kind === 'hl7' ? settings.listen : settings.schedule;
  const path = ['destinations', index, field];
  for (const [code, id] of Object.entries(codes?.services ?? {})) {
    if (!serviceIds.has(id)) report([...path, 'services', code], `there is no service "${id}"`);
  }
  for (const [code, id] of Object.entries(codes?.providers ?? {})) {
    if (!providerIds.has(id)) report([...path, 'providers', code], `there is no provider "${id}"`);
  }
  const { defaultServiceId } = codes ?? {};
  if (defaultServiceId !== undefined && !serviceIds.has(defaultServiceId)) {
    report([...path, 'defaultServiceId'], `there is no service "${defaultServiceId}"`);
  }
}

/** A day has one complete list: with two senders, each would cancel what only the other one has. */
function checkScheduleSources(
  destinations: readonly DestinationSettings[],
  report: (path: (string | number)[], message: string) => void,
): void {
  const sources = destinations.filter(bringsAppointments);
  if (sources.length < 2) return;
  const last = sources.at(-1);
  const index = destinations.findIndex((item) => item === last);
  report(
    ['destinations', index],
    `appointments come from "${sources[0]?.id}" already; only one can be their source`,
  );
}

/** Whether a destination also sends the list of appointments. */
export function bringsAppointments(settings: DestinationSettings): boolean {
  return settings.kind === 'hl7' ? settings.listen !== undefined : settings.schedule !== undefined;
}
