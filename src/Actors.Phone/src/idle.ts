/** By then the screen is there, also on a slow network, which it would share with what is loaded ahead. */
const laterMs = 6_000;

/** Does something when the screen is there. It may fail. */
export const later = (act: () => Promise<unknown>) => setTimeout(() => act().catch(() => {}), laterMs);

interface Connection { saveData?: boolean; type?: string; effectiveType?: string }

/** What the browser tells of the connection: some tell nothing. */
export const connection = () => (navigator as { connection?: Connection }).connection ?? {};

/** Loads something ahead when the screen is there, unless the owner of the phone saves data. It may fail. */
export const whenIdle = (load: () => Promise<unknown>) => {
  if (!connection().saveData) {
    later(load);
  }
};
