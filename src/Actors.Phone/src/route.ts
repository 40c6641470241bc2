// Which screen is shown: the part of the address behind #, so that the button "back" of the phone works.
import { useEffect, useState } from 'preact/hooks';

const read = () => location.hash.replace(/^#\/?/, '');

/** The screen of the moment, such as `settings` or `manual/calls`; empty is the home screen. */
export const useRoute = () => {
  const [route, setRoute] = useState(read());
  useEffect(() => {
    const change = () => setRoute(read());
    addEventListener('hashchange', change);
    return () => removeEventListener('hashchange', change);
  }, []);
  return route;
};

/** Goes to a screen. */
export const go = (route: string) => { location.hash = `/${route}`; };

/** The address of a screen, for links. */
export const to = (route: string) => `#/${route}`;
