import type { Help } from '../session-state.ts';

type Words = {
  readonly title: 'sending' | 'placed' | 'answered' | 'unanswered' | 'failed';
  readonly hint: 'stay' | 'unansweredHint' | 'failedHint';
  /** Whether the way to the desk is to be shown as well. */
  readonly isDeskNeeded: boolean;
};

/** What is said about a call for help: never that somebody comes when nobody knows of it. */
export function helpWords(status: Help['status']): Words {
  switch (status) {
    case 'sending':
    case 'placed':
    case 'answered':
      return { title: status, hint: 'stay', isDeskNeeded: false };
    case 'unanswered':
      return { title: 'unanswered', hint: 'unansweredHint', isDeskNeeded: true };
    case 'failed':
      return { title: 'failed', hint: 'failedHint', isDeskNeeded: true };
  }
}
