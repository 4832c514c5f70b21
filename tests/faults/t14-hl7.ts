import type { Fault, FaultCount, FaultTools } from './fault.ts';
import { checkInsToHospital } from './hl7/check-ins-to-hospital.ts';
import { messagesFromHospital } from './hl7/messages-from-hospital.ts';

/** Both ways of HL7 v2 with somebody at the other end who loses answers, hangs up and repeats himself. */
export const hl7: Fault = {
  id: 'T14',
  title: 'HL7: answers lost, refused or for another message, hang-ups, old messages sent again',
  run: async (tools) => sum(await checkInsToHospital(tools), await bookings(tools, true)),
  control: {
    title: 'a listener that does not remember messages',
    run: (tools) => bookings(tools, false),
  },
};

function bookings(tools: FaultTools, remembers: boolean): Promise<FaultCount> {
  return messagesFromHospital(tools, { remembers });
}

function sum(one: FaultCount, other: FaultCount): FaultCount {
  return {
    tried: one.tried + other.tried,
    acknowledged: one.acknowledged + other.acknowledged,
    lost: one.lost + other.lost,
    duplicated: one.duplicated + other.duplicated,
    reordered: one.reordered + other.reordered,
    broken: [...one.broken, ...other.broken],
  };
}
