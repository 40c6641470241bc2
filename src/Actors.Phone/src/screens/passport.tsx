import { lazy } from '../lazy';

/** The details of a passport, with the texts that they need. */
export const Passport = lazy(async () => (await import('./entry/passport')).PassportForm, 'entry');
