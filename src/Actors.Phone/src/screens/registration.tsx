import { useEffect, useRef, useState } from 'preact/hooks';
import { askAll } from '../permissions';
import {
  type Details, type Permissions, readScreens, Refusal, register, type Screens, type TypedDate,
} from '../registration';
import { say, language } from '../texts';
import { Passport } from './passport';

interface Draft {
  step: number;
  consents: { kind: string; version: number; at: string }[];
  permissions: Permissions | null;
  details: Details;
}

const kept = 'actors.draft';
const noDate: TypedDate = { year: 0, month: 0, day: 0 };
const empty: Draft = {
  step: 0, consents: [], permissions: null,
  details: {
    passportNumber: '', passportNumberAgain: '', birthDate: noDate, birthDateAgain: noDate, surname: '', givenName: '',
  },
};

const programme = () => new URLSearchParams(location.search).get('programme') ?? 'japan-2021';

/** The steps of a registration. What was typed survives a reload, and is gone when it was sent or the tab is closed. */
export const Registration = ({ done }: { done: (person: string) => void }) => {
  const [screens, setScreens] = useState<Screens | null>(null);
  const [isOffline, setOffline] = useState(false);
  const [draft, setDraft] = useState<Draft>(() => JSON.parse(sessionStorage.getItem(kept) ?? 'null') ?? empty);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSending, setSending] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);

  const change = (next: Partial<Draft>) => setDraft(before => {
    const after = { ...before, ...next };
    sessionStorage.setItem(kept, JSON.stringify(after));
    return after;
  });

  useEffect(() => {
    let isOver = false;
    const load = () => readScreens(programme()).then(
      read => { setScreens(read); setOffline(false); },
      () => { setOffline(true); setTimeout(() => isOver || load(), 3_000); });
    load();
    return () => { isOver = true; };
  }, [language()]);
  useEffect(() => heading.current?.focus(), [draft.step]);

  if (!screens) {
    return <p role="status">{say(isOffline ? 'app.offline' : 'call.page.one-moment')}</p>;
  }

  const { consents } = screens;
  const count = consents.length + 2;
  const consent = consents[draft.step];
  const back = draft.step > 0 && (
    <button type="button" class="quiet" onClick={() => change({ step: draft.step - 1 })}>{say('app.back')}</button>
  );

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
      const answer = await register(screens.programme, agreed, draft.permissions!, draft.details);
      sessionStorage.removeItem(kept);
      done(answer.person);
    } catch (error) {
      setSending(false);
      setRefusal(error instanceof Refusal ? error : new Refusal('', say('app.offline')));
    }
  };

  return (
    <section>
      <p class="step">{say('app.step', { step: draft.step + 1, count })}</p>
      <progress value={draft.step + 1} max={count} aria-hidden="true" />
      {consent && (
        <>
          <h1 tabIndex={-1} ref={heading}>{consent.title}</h1>
          <p class="text">{consent.text}</p>
          <div class="acts"><button type="button" onClick={agree}>{say('app.agree')}</button>{back}</div>
        </>
      )}
      {draft.step === consents.length && (
        <>
          <h1 tabIndex={-1} ref={heading}>{say('app.permissions')}</h1>
          <AskPermissions given={draft.permissions} take={permissions => change({ permissions })} />
          <div class="acts">
            {draft.permissions
              && <button type="button" onClick={() => change({ step: draft.step + 1 })}>{say('app.next')}</button>}
            {back}
          </div>
        </>
      )}
      {draft.step > consents.length && (
        <>
          <h1 tabIndex={-1} ref={heading}>{say('app.passport')}</h1>
          <Passport
            details={draft.details} refusal={refusal} isSending={isSending} back={back || null}
            change={details => change({ details })} send={send} />
        </>
      )}
    </section>
  );
};

const AskPermissions = ({ given, take }: { given: Permissions | null; take: (given: Permissions) => void }) => {
  const sign = (isAllowed: boolean | undefined) => given && <span class="sign" aria-hidden="true">{isAllowed ? '✓' : '–'}</span>;
  return (
    <>
      <p class="text">{say('app.permissions-why')}</p>
      <ul class="points">
        <li>{sign(given?.notifications)}{say('app.permission-notifications')}</li>
        <li>{sign(given?.microphone)}{say('app.permission-microphone')}</li>
        <li>{sign(given?.camera)}{say('app.permission-camera')}</li>
        <li>{sign(given?.location)}{say('app.permission-location')}</li>
      </ul>
      {!given && <button type="button" onClick={async () => take(await askAll())}>{say('app.permissions-ask')}</button>}
      {given && Object.values(given).includes(false) && <p role="status">{say('app.permissions-refused')}</p>}
    </>
  );
};
