const TONES = [
  { hertz: 660, startSeconds: 0 },
  { hertz: 880, startSeconds: 0.22 },
] as const;
const TONE_SECONDS = 0.3;

type AlarmSound = {
  readonly ring: () => void;
  /** Browsers stay silent until a person has touched the page. */
  readonly isAllowed: () => boolean;
  readonly allow: () => void;
  /** Calls back when being allowed has changed; returns how to stop. */
  readonly watch: (onChange: () => void) => () => void;
};

/** Two soft tones, made here: nothing to load, so nothing that can fail to. */
export function createAlarmSound(): AlarmSound {
  let context: AudioContext | null = null;
  const audio = (): AudioContext => (context ??= new AudioContext());
  return {
    ring: () => {
      const { currentTime } = audio();
      for (const { hertz, startSeconds } of TONES) {
        playTone(audio(), hertz, currentTime + startSeconds);
      }
    },
    isAllowed: () => audio().state === 'running',
    allow: () => void audio().resume(),
    watch: (onChange) => {
      const watched = audio();
      watched.addEventListener('statechange', onChange);
      return () => watched.removeEventListener('statechange', onChange);
    },
  };
}

function playTone(audio: AudioContext, hertz: number, startAt: number): void {
  const tone = new OscillatorNode(audio, { frequency: hertz });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, startAt);
  volume.gain.linearRampToValueAtTime(0.4, startAt + 0.03);
  volume.gain.linearRampToValueAtTime(0, startAt + TONE_SECONDS);
  tone.connect(volume).connect(audio.destination);
  tone.start(startAt);
  tone.stop(startAt + TONE_SECONDS);
}
