import { useEffect, useRef, useState } from 'preact/hooks';
import { type Draft, keepDraft, recallDraft } from '../draft';
import { lazy } from '../lazy';
import { go } from '../route';
import type { Language } from '../texts';
import { Welcome } from './welcome';

interface Props { choose: (tag: Language) => void; done: (person: string) => void }

const load = async () => (await import('./entry/steps')).Steps;
const Steps = lazy(load, 'entry');

/** A registration: the welcome, then its steps. The button "back" of the phone goes back one step. */
export const Registration = ({ choose, done }: Props) => {
  const [draft, setDraft] = useState(recallDraft);
  const latest = useRef(draft);

  const change = (next: Partial<Draft>) => {
    const { step } = latest.current;
    latest.current = { ...latest.current, ...next };
    keepDraft(latest.current);
    if (latest.current.step > step) {
      history.pushState(latest.current.step, '');
    }
    setDraft(latest.current);
  };

  useEffect(() => {
    load().catch(() => {}); // While the person reads the first screen.
    const back = ({ state }: PopStateEvent) => change({ step: Math.min(Number(state) || 0, latest.current.step) });
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);

  return draft.step === 0
    ? <Welcome choose={choose} begin={() => change({ step: 1 })} />
    : <Steps draft={draft} change={change} done={person => { keepDraft(null); done(person); go('registered'); }} />;
};
