import { useEffect } from 'preact/compat';
import type { View } from './session-state.ts';
import { WARNING_SOUND_EVERY_SECONDS } from './timings.ts';

const DONE_NOTES = [659, 880];
const WARNING_NOTES = [587, 440];
const NOTE_SECONDS = 0.35;
const LOUDNESS = 0.2;

/** What is heard: that a check-in was done, and that the screen is about to be cleared. */
export function useSounds(view: View, secondsLeft: number | null): void {
  const isDone = view === 'confirmation';
  useEffect(() => {
    if (isDone) play(DONE_NOTES);
  }, [isDone]);
  const isWarningNow =
    view === 'still-there' &&
    secondsLeft !== null &&
    secondsLeft > 0 &&
    secondsLeft % WARNING_SOUND_EVERY_SECONDS === 0;
  useEffect(() => {
    if (isWarningNow) play(WARNING_NOTES);
  }, [isWarningNow]);
}

let context: AudioContext | null = null;

function play(notes: readonly number[]): void {
  // A kiosk without a sound device still has to work: every sound has its sight.
  if (!('AudioContext' in window)) return;
  context ??= new AudioContext();
  const audio = context;
  void audio.resume().then(() => {
    notes.forEach((hertz, index) => playNote(audio, hertz, index * NOTE_SECONDS));
  });
}

function playNote(audio: AudioContext, hertz: number, afterSeconds: number): void {
  const startAt = audio.currentTime + afterSeconds;
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, startAt);
  volume.gain.linearRampToValueAtTime(LOUDNESS, startAt + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, startAt + NOTE_SECONDS);
  tone.connect(volume).connect(audio.destination);
  tone.start(startAt);
  tone.stop(startAt + NOTE_SECONDS);
}
