const TONES = [
  { hertz: 659.25, startsAt: 0, seconds: 0.45 },
  { hertz: 523.25, startsAt: 0.3, seconds: 0.5 },
] as const;
const CHIME_MS = 800;
const PAUSE_MS = 300;
const REPEAT_AFTER_MS = 8_000;
const PICTURE_MS = 250;
const SETTLE_MS = 1_000;
const LOUDNESS = 0.5;

/** `blocked`: the browser wants a touch or a key before it lets a page make a sound. */
export type SoundState = 'on' | 'blocked' | 'none';

export type Chime = {
  readonly getState: () => SoundState;
  readonly subscribe: (onChange: () => void) => () => void;
  /** Finds out early whether sound is allowed, so that a screen can say that it is off. */
  readonly prepare: () => void;
  /** Two soft tones, and once more after 8 seconds. Never throws: what is seen must not depend on it. */
  readonly ring: () => void;
};

/** The sound of a call. Each time it really starts, `foyer:chime` is dispatched on the window. */
export function createChime(): Chime {
  let context: AudioContext | null = null;
  let state: SoundState = 'none';
  let freeAt = 0;
  const listeners = new Set<() => void>();

  const update = (): void => {
    const next = context === null ? 'none' : context.state === 'running' ? 'on' : 'blocked';
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const unlock = (): void => {
    context?.resume().then(update, update);
  };
  const prepare = (): void => {
    if (context !== null) return;
    try {
      context = new AudioContext();
      context.addEventListener('statechange', update);
      window.addEventListener('pointerdown', unlock);
      window.addEventListener('keydown', unlock);
      // A context that is allowed takes a moment to run: not a reason to say that it is blocked.
      setTimeout(update, SETTLE_MS);
    } catch {
      context = null;
    }
  };
  const playWhenFree = (): void => {
    // Chimes of two calls follow each other: one over the other would be heard as a single call.
    const startsAt = Math.max(performance.now(), freeAt);
    freeAt = startsAt + CHIME_MS + PAUSE_MS;
    setTimeout(() => context !== null && play(context), startsAt - performance.now());
  };

  return {
    getState: () => state,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    prepare,
    ring: () => {
      // The picture first: opening the sound device can take longer than a frame.
      setTimeout(() => {
        prepare();
        playWhenFree();
      }, PICTURE_MS);
      setTimeout(playWhenFree, PICTURE_MS + REPEAT_AFTER_MS);
    },
  };
}

function play(context: AudioContext): void {
  const startTones = (): void => {
    if (context.state !== 'running') return;
    for (const tone of TONES) playTone(context, tone);
    window.dispatchEvent(new CustomEvent('foyer:chime'));
  };
  try {
    if (context.state === 'running') {
      startTones();
      return;
    }
    const askedAt = performance.now();
    const startIfSoon = (): void => {
      // Once allowed minutes later, the sound of an old call would only alarm.
      if (performance.now() - askedAt < CHIME_MS) startTones();
    };
    context.resume().then(startIfSoon, () => undefined);
  } catch {
    // No sound device, or it was pulled out: the call is on the screen all the same.
  }
}

function playTone(context: AudioContext, tone: (typeof TONES)[number]): void {
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  const startsAt = context.currentTime + tone.startsAt;
  const endsAt = startsAt + tone.seconds;
  oscillator.frequency.value = tone.hertz;
  volume.gain.setValueAtTime(0, startsAt);
  volume.gain.linearRampToValueAtTime(LOUDNESS, startsAt + 0.03);
  volume.gain.exponentialRampToValueAtTime(0.001, endsAt);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(startsAt);
  oscillator.stop(endsAt);
}
