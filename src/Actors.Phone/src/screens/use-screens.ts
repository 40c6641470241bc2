import { useEffect, useState } from 'preact/hooks';
import { readScreens, type Screens } from '../registration';
import { language } from '../texts';

const againMs = 3_000;

/** What the screens of a registration show, in the language of the moment; on a bad connection it is tried until it is there. */
export const useScreens = (programme: string) => {
  const [screens, setScreens] = useState<Screens | null>(null);
  const [isOffline, setOffline] = useState(false);
  const [reading, read] = useState(0);
  useEffect(() => {
    let isOver = false;
    const load = () => readScreens(programme).then(
      found => { setScreens(found); setOffline(false); },
      () => { setOffline(true); setTimeout(() => isOver || load(), againMs); });
    load();
    return () => { isOver = true; };
  }, [programme, language(), reading]);
  return { screens, isOffline, readAgain: () => read(reading + 1) };
};
