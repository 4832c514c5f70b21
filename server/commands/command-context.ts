import type {
  CommandInput,
  CommandName,
  CommandValue,
  Role,
} from '../../shared/contract/commands.ts';
import type { Clinic } from '../../shared/domain/clinic.ts';
import type { Decision } from '../../shared/domain/refusal.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Claims } from '../check-in/claims.ts';
import type { ClinicDay } from '../day/clinic-day.ts';
import type { WaitsTold } from '../waits/wait-told.ts';
import type { NewEvent } from '../db/events.ts';
import type { Stores } from '../db/stores.ts';

/** Who sent a command: a screen or desk of the clinic's file, or a patient's phone. */
export type Sender = {
  readonly id: string;
  readonly role: Role;
  /** As staff know it: "Kiosk 2, main door". */
  readonly label: string;
  /** For a phone: whose it is. */
  readonly visitId: string | null;
};

/** What a command may read and write. Everything written is one transaction with its reply. */
export type CommandContext = {
  readonly now: EpochMs;
  readonly sender: Sender;
  readonly clinic: Clinic;
  readonly day: ClinicDay;
  readonly stores: Stores;
  readonly claims: Claims;
  /** Where phones reach this server, or null when they cannot. */
  readonly publicUrl: () => string | null;
  readonly record: (
    event: Omit<NewEvent, 'occurredAt'> & { readonly occurredAt?: EpochMs },
  ) => void;
};

/** One command: decides on the loaded state and writes. It never awaits, and refuses before it writes. */
export type CommandHandler<C extends CommandName> = {
  readonly decide: (input: CommandInput<C>, context: CommandContext) => Decision<CommandValue<C>>;
  /** For a reply that tells a wait: called once all of the batch's commands are in the queue. */
  readonly complete?: (
    value: CommandValue<C>,
    waits: WaitsTold,
    context: CommandContext,
  ) => CommandValue<C>;
};

export type CommandHandlers = { readonly [C in CommandName]: CommandHandler<C> };
