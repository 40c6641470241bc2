// What was entered of a registration, until it is sent: it survives a reload, and is gone when the tab is closed.
import { keepInTab, recallInTab } from './kept';
import { type Agreed, type Details, noDetails, type Permissions } from './registration';

/** A registration that is being entered. */
export interface Draft {
  programme: string;
  /** The screen: 0 is the welcome, then the consents, the permissions, and the passport. */
  step: number;
  consents: Agreed[];
  permissions: Partial<Permissions>;
  details: Details;
  /** Whether the person has pressed the button that sends it. */
  isSending: boolean;
}

const wanted = () => new URLSearchParams(location.search).get('programme');

const empty = (): Draft => ({
  programme: wanted() ?? 'japan-2021', step: 0, consents: [], permissions: {}, isSending: false,
  details: { ...noDetails, issuingState: null, zone: null },
});

/** The registration that was begun for the programme of the address, otherwise an empty one. */
export const recallDraft = (): Draft => {
  const draft = recallInTab<Draft | null>('entry', null);
  return draft && [null, draft.programme].includes(wanted()) ? draft : empty();
};

/** Whether something was entered in this tab. */
export const isBegun = () => recallDraft().details.passportNumber !== '';

/** Keeps what was entered; null forgets it. */
export const keepDraft = (draft: Draft | null) => keepInTab('entry', draft);

/** Whether the browser lets the app keep what it needs: texts, and the key of the phone. */
export const canKeep = async () => {
  try {
    localStorage.setItem('actors.test', '1');
    localStorage.removeItem('actors.test');
    return await new Promise<boolean>(resolve => {
      const opening = indexedDB.open('actors-test');
      opening.onsuccess = () => { opening.result.close(); indexedDB.deleteDatabase('actors-test'); resolve(true); };
      opening.onerror = () => resolve(false);
    });
  } catch {
    return false;
  }
};
