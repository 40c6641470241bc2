// The demo: a visitor comes in as a made-up person by the steps of real ones. The address has ?trial=1.
import { lazy } from './lazy';
import type { Phone } from './phone';

/** Whether a visitor tries the app. */
export const isTrial = new URLSearchParams(location.search).get('trial') === '1';

/** What this is, and the button that begins. */
export const Trial = lazy(async () => (await import('./screens/trial')).Trial, 'trial');

/** The button that plays the officer at the airport. */
export const Officer = lazy(async () => (await import('./screens/trial')).Officer, 'trial');

/**
 * While a visitor is here, the clock of the demo runs at the speed of life. So the phone leaves while the page is hidden, unless
 * there is a call. Returns what ends that.
 */
export const restWhileHidden = (phone: Phone) => {
  let isResting = false;
  const look = () => {
    if (document.hidden && !isResting && (!phone.call || phone.call.stage === 'ended')) {
      isResting = true;
      phone.close();
    } else if (!document.hidden && isResting) {
      isResting = false;
      phone.reopen();
    }
  };
  document.addEventListener('visibilitychange', look);
  return () => document.removeEventListener('visibilitychange', look);
};
