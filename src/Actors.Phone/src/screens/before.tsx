import { lazy } from '../lazy';

/** What the home screen shows before the stay, with the texts that it needs. */
export const Before = lazy(async () => (await import('./entry/before')).BeforeStay, 'entry');
