import { useState } from 'preact/hooks';
import { keep, recall } from '../../kept';
import { permissionKinds, type PermissionKind, usePermission } from '../../permissions';
import { to } from '../../route';
import { say } from '../../texts';
import { PermissionHelp } from './permission';

/** What only the person can tell; it is kept on this phone, and the officer looks at it again. */
const own = ['location-history', 'exposure-app'] as const;

/** What the officer at the airport will look at, and what of it is still open (SPEC E9). */
export const Points = ({ isConfirmed }: { isConfirmed: boolean }) => (
  <section>
    <h2>{say('entry.points')}</h2>
    <ul class="points-open">
      <Point isDone text={say('entry.point-registered')} />
      <Point isDone={isConfirmed} text={say('entry.point-confirmed')} />
      {permissionKinds.map(kind => <PermissionPoint key={kind} kind={kind} />)}
      {own.map(name => <OwnPoint key={name} name={name} />)}
    </ul>
  </section>
);

const Point = ({ isDone, text }: { isDone: boolean; text: string }) => (
  <li class="point">
    <span class="sign" aria-hidden="true">{isDone ? '✓' : '–'}</span>
    <span class="what">{text}</span> <span>{say(isDone ? 'entry.done' : 'entry.open')}</span>
  </li>
);

const PermissionPoint = ({ kind }: { kind: PermissionKind }) => {
  const isAllowed = usePermission(kind) === 'granted';
  const name = say(`entry.allow-${kind}`);
  return (
    <>
      <Point isDone={isAllowed} text={name} />
      {!isAllowed && (
        <li class="more">
          <details>
            <summary>{say('entry.how', { name })}</summary>
            <PermissionHelp kind={kind} />
            {kind === 'notifications' && <p><a href={to('settings/install')}>{say('entry.iphone-home-screen')}</a></p>}
          </details>
        </li>
      )}
    </>
  );
};

const OwnPoint = ({ name }: { name: typeof own[number] }) => {
  const [done, setDone] = useState(recall<string[]>('points', []));
  const mark = (isDone: boolean) => {
    const after = [...recall<string[]>('points', []).filter(one => one !== name), ...isDone ? [name] : []];
    keep('points', after);
    setDone(after);
  };
  return (
    <li class="own">
      <p>{say(`inspection.fix.${name}`)}</p>
      <label class="tick-off">
        <input type="checkbox" checked={done.includes(name)} onChange={event => mark(event.currentTarget.checked)} />
        {say('entry.have-done')}
      </label>
    </li>
  );
};
