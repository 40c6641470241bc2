/** By then the screen is there, also on a slow network, which it would share with what is loaded ahead. */
const laterMs = 6_000;

/** Loads something ahead when the screen is there, unless the owner of the phone saves data. It may fail. */
export const whenIdle = (load: () => Promise<unknown>) => {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (!connection?.saveData) {
    setTimeout(() => load().catch(() => {}), laterMs);
  }
};
