import type { Share } from '../domain/feedback/share.ts';

import type { WordsFlag } from '../domain/feedback/screen-words.ts';

export type DayOfFaces = {
  readonly day: string;
  readonly good: Share;
  /** 3-sigma limits of the p-chart for that day's n, in per cent; null when too few. */
  readonly limits: { readonly lowPercent: number; readonly highPercent: number } | null;
  readonly isUnusual: boolean;
};

export type WaitSummary = {
  /** Those whose wait has ended in a call. */
  readonly visits: number;
  /** Whole minutes, rounded up: half waited so long or less. Null under 10 visits. */
  readonly medianMinutes: number | null;
  /** 9 in 10 waited so long or less. Null under 30 visits. */
  readonly ninetiethMinutes: number | null;
};

/** How well windows that people were told were kept. Those still open are in none of these. */
export type PromiseFigures = {
  /** Called no later than the window's end. */
  readonly kept: Share;
  /** Called within the window. */
  readonly inside: Share;
  /** Called before the window began. */
  readonly early: Share;
  /** By how many whole minutes the others were late; of those called. Null under 10 of them. */
  readonly late: { readonly meanMinutes: number; readonly medianMinutes: number } | null;
  /** Minutes from the start of a window to its end, on average. Null under 10. */
  readonly widthMinutes: number | null;
  /** How often people were told that it takes longer, each, to one decimal. Null under 10. */
  readonly slipsPerPatient: number | null;
};

export type PromiseScores = {
  /** Of the first window of each patient in each queue: what they were told when they came. */
  readonly first: PromiseFigures;
  /** Of the last window before the call: what they were told in the end. */
  readonly last: PromiseFigures;
};

/**
 * How far what we expected when somebody came was from what happened, beside the rule that most
 * clinics know: position times the service's minutes, divided by the open stations.
 */
export type EstimateErrors = {
  readonly patients: number;
  /** Mean absolute error in minutes, to one decimal. Null under 10 patients. */
  readonly foyerMinutes: number | null;
  readonly simpleMinutes: number | null;
};

export type PromiseReport = {
  readonly overall: PromiseScores;
  /** In the order of the clinic's file; those without a promise are left out. */
  readonly byService: readonly (PromiseScores & {
    readonly serviceId: string;
    readonly label: { readonly en: string; readonly [language: string]: string };
  })[];
  /** The days with promises among the last 35 of the span, oldest first. */
  readonly byDay: readonly (PromiseScores & { readonly day: string })[];
  /** The weeks from Monday with promises, oldest first; `fromDay` is the Monday. */
  readonly byWeek: readonly (PromiseScores & { readonly fromDay: string })[];
  readonly estimates: EstimateErrors;
};

/** What a manager sees of a span of days; made by the server, drawn as it is. */
export type Report = {
  readonly fromDay: string;
  readonly toDay: string;
  readonly visits: number;
  /** Those that count: see `leftOut` for the others. */
  readonly answers: number;
  /** Happiest first; none when there are too few answers to show. */
  readonly faces: readonly { readonly score: number; readonly count: number }[];
  readonly good: Share;
  readonly goodBefore: Share;
  readonly goodChange: 'better' | 'worse' | 'no-real-change' | 'too-few';
  readonly wait: WaitSummary;
  readonly waitBefore: WaitSummary;
  readonly waitChange: 'shorter' | 'longer' | 'no-real-change' | 'too-few';
  /** First promises kept: called no later than the end of the first window quoted in a queue. */
  readonly promisesKept: Share;
  readonly promises: PromiseReport;
  /** The days with answers of the five weeks up to `toDay`, oldest first. */
  readonly days: readonly DayOfFaces[];
  readonly usualPercent: number | null;
  /** Median minutes by weekday (1 is Monday) and hour; only cells with enough visits. Of the span, or
   *  where that is shorter, of the four weeks up to `toDay`. */
  readonly waitByHour: readonly {
    readonly weekday: number;
    readonly hour: number;
    readonly medianMinutes: number;
    readonly n: number;
  }[];
  readonly waitByHourFromDay: string;
  readonly betterReasons: readonly { readonly reasonId: string; readonly count: number }[];
  /** Answers that were neither good nor very good. */
  readonly unhappyAnswers: number;
  readonly unhappyWithReason: number;
  readonly thanks: readonly { readonly reasonId: string; readonly count: number }[];
  /** Newest first. `kind` says after which kind of face. */
  readonly words: readonly {
    readonly day: string;
    readonly kind: 'better' | 'thanks';
    readonly words: string;
    /** What to look at before showing them to others. */
    readonly flags: readonly WordsFlag[];
  }[];
  readonly leftOut: {
    readonly repeats: number;
    readonly play: number;
    /** Given while the clinic showed another number of faces: never compared. */
    readonly otherFaces: number;
  };
  readonly contacts: { readonly asked: number; readonly open: number };
  readonly talks: { readonly asked: number; readonly answered: number };
  readonly reasonLabels: Readonly<
    Record<string, { readonly en: string; readonly [language: string]: string }>
  >;
};
