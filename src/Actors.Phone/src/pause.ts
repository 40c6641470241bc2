/** How long to wait before another attempt, in milliseconds: twice as long each time, half a minute at most. */
export const pauseMs = (attempt: number) => Math.min(30_000, 500 * 2 ** Math.min(attempt, 8));

/** Waits before another attempt. */
export const pause = (attempt: number) => new Promise(done => setTimeout(done, pauseMs(attempt)));
