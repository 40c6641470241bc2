/** How long a browser that cannot say when it is idle is left alone. */
const otherwiseMs = 5_000;

/** Loads something ahead when the phone has nothing else to do, unless its owner saves data. It may fail. */
export const whenIdle = (load: () => Promise<unknown>) => {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData) {
    return;
  }
  const attempt = () => { load().catch(() => {}); };
  if ('requestIdleCallback' in window) {
    requestIdleCallback(attempt);
  } else {
    setTimeout(attempt, otherwiseMs);
  }
};
