// Rings: two short tones every three seconds, and the phone shakes where it can.
let context = null;
let timer = 0;

// Browsers let a page play sound only after the first press on it.
export const prepare = () => {
  context ??= new AudioContext();
  context.resume().catch(() => {});
};

const tone = (start, frequency) => {
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  oscillator.frequency.value = frequency;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.2, start + 0.02);
  volume.gain.setValueAtTime(0.2, start + 0.3);
  volume.gain.linearRampToValueAtTime(0, start + 0.38);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.4);
};

const once = (withSound) => {
  if (withSound && context?.state === "running") {
    tone(context.currentTime, 660);
    tone(context.currentTime + 0.5, 880);
  }
  navigator.vibrate?.([400, 200, 400]);
};

export const start = (withSound) => {
  if (timer === 0) {
    once(withSound);
    timer = setInterval(() => once(withSound), 3000);
  }
};

export const stop = () => {
  clearInterval(timer);
  timer = 0;
  navigator.vibrate?.(0);
};
