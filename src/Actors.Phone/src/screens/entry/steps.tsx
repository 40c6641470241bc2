import { useEffect, useRef } from 'preact/hooks';
import type { Draft } from '../../draft';
import { permissionKinds } from '../../permissions';
import type { Refusal, Screens } from '../../registration';
import { say } from '../../texts';
import { Passport } from '../passport';
import { useScreens } from '../use-screens';
import { Permission } from './permission';
import { useSending } from './sending';
import './entry.css';

interface Props { draft: Draft; change: (next: Partial<Draft>) => void; done: (person: string) => void }

/** The steps of a registration in the order of the manual: consents, permissions, passport. */
export const Steps = ({ draft, change, done }: Props) => {
  const { screens, isOffline, readAgain } = useScreens(draft.programme);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => heading.current?.focus(), [draft.step, !screens]);

  const sending = useSending(draft, screens, change, done, (refusal: Refusal) => {
    const step = stepOf(refusal, screens!);
    if (step !== null) {
      readAgain(); // The texts may be others now.
      change({ step });
    }
  });

  if (!screens) {
    return <p role="status">{say(isOffline ? 'app.offline' : 'call.page.one-moment')}</p>;
  }

  const { consents } = screens;
  const count = consents.length + permissionKinds.length + 1;
  const step = Math.min(draft.step, count);
  const consent = consents[step - 1];
  const kind = permissionKinds[step - consents.length - 1];
  const next = (more: Partial<Draft>) => {
    const given = { ...draft.permissions, ...more.permissions };
    const isAsked = (at: number) => given[permissionKinds[at - consents.length - 1]!] !== undefined;
    let after = step + 1;
    while (after > consents.length && after < count && isAsked(after)) {
      after++; // Who comes back to a consent is not asked everything again.
    }
    change({ ...more, step: after });
  };
  const back = <button type="button" class="quiet" onClick={() => change({ step: step - 1 })}>{say('app.back')}</button>;
  const { refusal } = sending;

  return (
    <section>
      <p class="step">{say('app.step', { step, count })}</p>
      <progress value={step} max={count} aria-hidden="true" />
      {refusal && stepOf(refusal, screens) === step && (
        <p class="banner wrong" role="alert">{Object.values(refusal.entries)[0]}</p>
      )}
      {consent && (
        <>
          <h1 tabIndex={-1} ref={heading}>{consent.title}</h1>
          <p class="text">{consent.text}</p>
          <div class="acts">
            <button
              type="button"
              onClick={() => next({
                consents: [
                  ...draft.consents.filter(one => one.kind !== consent.kind),
                  { kind: consent.kind, version: consent.version, at: new Date().toISOString() },
                ],
              })}>
              {say('app.agree')}
            </button>
            {back}
          </div>
        </>
      )}
      {kind && (
        <Permission
          key={kind} kind={kind} given={draft.permissions[kind]} heading={heading} back={back}
          take={isAllowed => change({ permissions: { ...draft.permissions, [kind]: isAllowed } })}
          next={isAllowed => next({ permissions: { ...draft.permissions, [kind]: isAllowed } })} />
      )}
      {step === count && (
        <>
          <h1 tabIndex={-1} ref={heading}>{say('app.passport')}</h1>
          <Passport
            details={draft.details} refusal={refusal} isSending={draft.isSending} back={back}
            change={details => change({ details })} send={sending.start} />
          {sending.notes}
        </>
      )}
    </section>
  );
};

/** The step to which a refusal leads back; null if it is one of the passport. */
const stepOf = (refusal: Refusal, { consents }: Screens) => {
  const path = Object.keys(refusal.entries)[0] ?? '';
  const [group, kind] = path.split('.');
  return group === 'consents' ? Math.max(0, consents.findIndex(one => one.kind === kind)) + 1
    : group === 'permissions' ? consents.length + 1
    : null;
};
