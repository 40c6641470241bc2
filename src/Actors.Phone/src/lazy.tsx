import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { pause } from './pause';
import { loadPart, type Part, say } from './texts';

/** A screen that is loaded with its texts when it is shown first. On a bad connection it tries until it has it. */
export const lazy = <P extends object>(load: () => Promise<ComponentType<P>>, ...parts: Part[]) => {
  let Loaded: ComponentType<P> | null = null;
  return (props: P) => {
    const [isLoaded, setLoaded] = useState(!!Loaded);
    const [isOffline, setOffline] = useState(false);
    useEffect(() => {
      let isOver = isLoaded;
      const attempt = async () => {
        for (let time = 0; !isOver; time++) {
          try {
            const [screen] = await Promise.all([load(), ...parts.map(loadPart)]);
            Loaded = screen;
            setLoaded(true);
            return;
          } catch {
            setOffline(true);
            await pause(time + 1);
          }
        }
      };
      attempt();
      return () => { isOver = true; };
    }, []);
    return Loaded ? <Loaded {...props} /> : <p role="status">{say(isOffline ? 'app.offline' : 'call.page.one-moment')}</p>;
  };
};
