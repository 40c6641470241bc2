// Rings: two short tones every three seconds, and the phone shakes where it can.
const everyMs = 3_000;

let context: AudioContext | null = null;
let timer = 0;

/** Browsers let a page play sound only after the person has touched it. */
export const prepare = () => {
  try {
    context ??= new AudioContext();
    context.resume().catch(() => {});
  } catch {
    // There is no sound on this device.
  }
};

const tone = (start: number, frequency: number) => {
  const oscillator = context!.createOscillator();
  const volume = context!.createGain();
  oscillator.frequency.value = frequency;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.2, start + 0.02);
  volume.gain.setValueAtTime(0.2, start + 0.3);
  volume.gain.linearRampToValueAtTime(0, start + 0.38);
  oscillator.connect(volume).connect(context!.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.4);
};

const once = (withSound: boolean) => {
  if (withSound && context?.state === 'running') {
    tone(context.currentTime, 660);
    tone(context.currentTime + 0.5, 880);
  }
  navigator.vibrate?.([400, 200, 400]);
};

/** Rings until the returned function is called. */
export const ring = (withSound: boolean) => {
  clearInterval(timer);
  once(withSound);
  timer = setInterval(() => once(withSound), everyMs);
  return () => {
    clearInterval(timer);
    navigator.vibrate?.(0);
  };
};
