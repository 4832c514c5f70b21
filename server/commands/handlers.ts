import { checkInByDesk } from './check-in-by-desk.ts';
import { checkInConfirm } from './check-in-confirm.ts';
import { checkInTakeNumber } from './check-in-take-number.ts';
import type { CommandHandlers } from './command-context.ts';
import { conflictClose } from './conflict-close.ts';
import { deliveryRetry } from './delivery-retry.ts';
import {
  contactClose,
  feedbackChange,
  feedbackContact,
  feedbackFace,
  feedbackFollowUp,
  feedbackTalk,
} from './feedback.ts';
import { helpAnswer, helpCall } from './help.ts';
import { noticeClear, noticeShow } from './notice.ts';
import { phoneAnswerCall } from './phone-answer-call.ts';
import { queueCall, queueCallNext, queueRecall } from './queue-call.ts';
import { queueSteps } from './queue-step.ts';
import { queueTransfer } from './queue-transfer.ts';
import { queueUndo } from './queue-undo.ts';
import { stationClose, stationOpen, stationPause } from './station-state.ts';

/** Every command of the contract and what it does. */
export const handlers: CommandHandlers = {
  ...queueSteps,
  'check-in:by-desk': checkInByDesk,
  'check-in:confirm': checkInConfirm,
  'check-in:take-number': checkInTakeNumber,
  'queue:call-next': queueCallNext,
  'queue:call': queueCall,
  'queue:recall': queueRecall,
  'queue:transfer': queueTransfer,
  'queue:undo': queueUndo,
  'station:open': stationOpen,
  'station:pause': stationPause,
  'station:close': stationClose,
  'notice:show': noticeShow,
  'notice:clear': noticeClear,
  'help:call': helpCall,
  'help:answer': helpAnswer,
  'phone:answer-call': phoneAnswerCall,
  'conflict:close': conflictClose,
  'contact:close': contactClose,
  'delivery:retry': deliveryRetry,
  'feedback:face': feedbackFace,
  'feedback:change': feedbackChange,
  'feedback:follow-up': feedbackFollowUp,
  'feedback:contact': feedbackContact,
  'feedback:talk': feedbackTalk,
};
