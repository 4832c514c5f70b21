import { z } from 'zod';

/** One upstream of a clinic, in its file under `destinations`. */

const Id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens')
  .describe('A short name that never changes: what was delivered to it is kept under this name.');
const Label = z.string().min(1).max(40).describe('How staff know it: "Hospital record".');
const HttpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an address that begins with https://' })
  .refine(isSafeToSend, 'must begin with https://; plain http is for this computer only')
  .describe('Its address, such as https://hub.example.org');
const Port = z.int().min(1).max(65_535);
const PullMinutes = z
  .int()
  .min(1)
  .max(24 * 60)
  .default(5)
  .describe('How often the list of appointments is asked for.');
const PullDays = z.int().min(1).max(14).default(2).describe('Days asked for, today included.');
const CodeMap = z
  .record(z.string().min(1).max(200), Id)
  .default({})
  .describe('Their code to our id. A code that is an id of ours needs no line here.');
const Facility = z
  .string()
  .min(1)
  .max(20)
  .regex(/^[^|^~\\&\r\n]*$/, 'must not hold | ^ ~ \\ or &');

const HubSettings = z.strictObject({
  kind: z.literal('hub').describe('Foyer’s own receiver of many clinics.'),
  id: Id,
  label: Label,
  url: HttpUrl,
  token: z.string().min(20).max(200).describe('The token the hub gave this clinic.'),
  schedule: z
    .strictObject({ everyMinutes: PullMinutes, days: PullDays })
    .optional()
    .describe('The day’s appointments come from here.'),
});

const FhirSettings = z.strictObject({
  kind: z.literal('fhir').describe('A FHIR R4 server.'),
  id: Id,
  label: Label,
  url: HttpUrl.describe('The base address, such as https://ehr.example.org/fhir/R4'),
  auth: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({ kind: z.literal('bearer'), token: z.string().min(1).max(4000) }),
      z.strictObject({
        kind: z.literal('smart').describe('SMART Backend Services.'),
        clientId: z.string().min(1).max(200),
        keyFile: z
          .string()
          .min(1)
          .describe('Our private key as a JWK in a file; its alg is ES384 or RS384.'),
        scopes: z
          .string()
          .default(
            'system/Appointment.rsu system/Patient.r system/Practitioner.r system/Location.r system/Encounter.crus system/QuestionnaireResponse.crus',
          ),
        tokenUrl: HttpUrl.optional().describe(
          'Without it, it is looked up in .well-known/smart-configuration.',
        ),
      }),
    ])
    .default({ kind: 'none' }),
  identifierSystem: z
    .url()
    .describe('The namespace of our identifiers, such as https://clinic.example.org/foyer'),
  schedule: z
    .strictObject({
      everyMinutes: PullMinutes,
      days: PullDays,
      locations: z
        .array(z.string().min(1).max(200))
        .default([])
        .describe('Only appointments at these Location ids; empty: all.'),
      services: CodeMap.describe('Codes of serviceType or specialty to our service ids.'),
      defaultServiceId: Id.optional().describe('For an appointment whose service is not known.'),
      providers: CodeMap.describe('Practitioner ids to our provider ids.'),
    })
    .optional()
    .describe('The day’s appointments come from here.'),
  push: z
    .strictObject({
      visits: z.boolean().default(true).describe('Appointment.status and Encounter.'),
      feedback: z.boolean().default(true).describe('QuestionnaireResponse, never with a patient.'),
    })
    .prefault({}),
});

const Hl7Settings = z.strictObject({
  kind: z.literal('hl7').describe('HL7 version 2 over MLLP.'),
  id: Id,
  label: Label,
  send: z
    .strictObject({ host: z.string().min(1).max(255), port: Port })
    .optional()
    .describe('Where ADT^A04 and ADT^A10 are sent to.'),
  listen: z
    .strictObject({
      port: Port.or(z.literal(0)),
      host: z.string().min(1).max(255).default('127.0.0.1'),
      services: CodeMap.describe('Codes of SCH-7, SCH-8 or AIS-3 to our service ids.'),
      defaultServiceId: Id.optional(),
      providers: CodeMap.describe('Ids of AIP-3 to our provider ids.'),
    })
    .optional()
    .describe('Where SIU messages come in.'),
  /** MSH-3 to MSH-6. */
  sendingApplication: Facility.default('FOYER'),
  sendingFacility: Facility.default('CLINIC'),
  receivingApplication: Facility.default('EHR'),
  receivingFacility: Facility.default('HOSPITAL'),
  version: z.enum(['2.3', '2.3.1', '2.4', '2.5', '2.5.1']).default('2.5.1'),
});

export const DestinationSettings = z.discriminatedUnion('kind', [
  HubSettings,
  FhirSettings,
  Hl7Settings,
]);
export type DestinationSettings = z.output<typeof DestinationSettings>;
export type HubSettings = z.output<typeof HubSettings>;
export type FhirSettings = z.output<typeof FhirSettings>;
export type Hl7Settings = z.output<typeof Hl7Settings>;

function isSafeToSend(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** Copies of the database that the server makes while it runs. */
export const BackupSettings = z.strictObject({
  folder: z
    .string()
    .min(1)
    .optional()
    .describe('Best on another disk. Without it: the folder "backups" in the data folder.'),
  everyHours: z.int().min(1).max(168).default(24),
  keep: z.int().min(1).max(365).default(7).describe('How many are kept; the oldest goes first.'),
});
export type BackupSettings = z.output<typeof BackupSettings>;

/** How long what is kept is kept. Nothing is purged that an upstream has not confirmed. */
export const RetentionSettings = z.strictObject({
  patientDays: z
    .int()
    .min(1)
    .max(3650)
    .default(30)
    .describe('Names, birth dates, contact details and files of appointments.'),
  eventDays: z
    .int()
    .min(1)
    .max(3650)
    .default(730)
    .describe('What exactly happened; its number and hash stay for good.'),
});
export type RetentionSettings = z.output<typeof RetentionSettings>;
