import { useEffect, useRef, useState } from 'preact/hooks';
import { keepInTab, recallInTab } from '../kept';
import { keepName } from '../people';
import { addCompanion, type Agreed, type Details, noDetails, Refusal } from '../registration';
import { say } from '../texts';
import { Passport } from './passport';
import { useScreens } from './use-screens';
import './page.css';

interface Props {
  programme: string;
  person: string;
  /** Called when a companion was added. */
  added?: () => void;
  done: () => void;
}

interface Draft { step: number; consents: Agreed[]; details: Details }

const empty: Draft = { step: 0, consents: [], details: noDetails };

/**
 * Adds companions, one after another: the consents for the companion, then the passport. What was typed survives a reload.
 * Needs the texts of the part `own`.
 */
export const Companions = ({ programme, person, added: tell, done }: Props) => {
  const { screens, isOffline } = useScreens(programme);
  const [draft, setDraft] = useState(() => recallInTab('companion-draft', empty));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSending, setSending] = useState(false);
  const [added, setAdded] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => { if (draft.step > 0 || added) heading.current?.focus(); }, [draft.step, added]);

  const change = (next: Partial<Draft>) => setDraft(before => {
    const after = { ...before, ...next };
    keepInTab('companion-draft', after);
    return after;
  });

  if (!screens) {
    return <p role="status">{say(isOffline ? 'app.offline' : 'call.page.one-moment')}</p>;
  }

  const { consents } = screens;
  const consent = consents[draft.step - 1];
  const agree = () => change({
    step: draft.step + 1,
    consents: [
      ...draft.consents.filter(one => one.kind !== consent!.kind),
      { kind: consent!.kind, version: consent!.version, at: new Date().toISOString() },
    ],
  });
  const send = async () => {
    setSending(true);
    setRefusal(null);
    try {
      const agreed = consents.map(one => draft.consents.find(given => given.kind === one.kind)!);
      const name = [draft.details.givenName, draft.details.surname].filter(Boolean).join(' ');
      keepName(await addCompanion(person, agreed, draft.details), name);
      keepInTab('companion-draft', null);
      setDraft(empty);
      setAdded(name);
      tell?.();
    } catch (error) {
      setRefusal(error instanceof Refusal ? error : new Refusal('', say('app.offline')));
    } finally {
      setSending(false);
    }
  };

  if (draft.step === 0) {
    return (
      <section class="page">
        {added && <p class="banner good" role="status">{say('settings.companion-added', { name: added })}</p>}
        <h2 tabIndex={-1} ref={heading}>{say('settings.companion-add')}</h2>
        <p>{say('settings.companion-add-hint', { count: screens.maxCompanions })}</p>
        <div class="acts">
          <button type="button" onClick={() => { setAdded(null); change({ step: 1 }); }}>
            {say('settings.companion-begin')}
          </button>
          <button type="button" class="quiet" onClick={done}>{say('settings.companion-done')}</button>
        </div>
      </section>
    );
  }

  const back = (
    <button type="button" class="quiet" onClick={() => change({ step: draft.step - 1 })}>{say('app.back')}</button>
  );
  return (
    <section class="page">
      <p class="step">{say('app.step', { step: draft.step, count: consents.length + 1 })}</p>
      <h2 tabIndex={-1} ref={heading}>{consent?.title ?? say('settings.companion-passport')}</h2>
      {consent && (
        <>
          <p class="hint">{say('settings.companion-consent')}</p>
          <p class="text">{consent.text}</p>
          <div class="acts"><button type="button" onClick={agree}>{say('app.agree')}</button>{back}</div>
        </>
      )}
      {!consent && (
        <Passport
          details={draft.details} refusal={refusal} isSending={isSending} back={back} act="settings.companion-add"
          change={details => change({ details })} send={send} />
      )}
    </section>
  );
};
