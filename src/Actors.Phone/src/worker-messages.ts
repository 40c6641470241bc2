// What the app and its worker say to each other.

/** From the app: keep all of it or what opens it, in a language; take over from the old version; or send what waits. */
export type ToWorker = { keep: string; isAll: boolean } | 'take-over' | 'send-receipts';

/** From the worker: go to a place, a push came, is a kind of push on the screen already, or subscribe again. */
export type ToApp =
  | { go: string }
  | { came: string }
  | { isShown: string } // Answered with true or false by the port that comes with it.
  | 'subscribe-again';
