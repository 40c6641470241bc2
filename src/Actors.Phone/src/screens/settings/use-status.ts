import { useEffect, useState } from 'preact/hooks';
import { keep, recall } from '../../kept';
import type { Phone } from '../../phone';
import { readStatus, Refusal, type Status } from '../../registration';
import { language, say } from '../../texts';

/** What the person may look up without a connection. The details of the passport are not kept. */
export interface Contacts { appContact: string; detailsContact: string }

/** The registration as the server has it; read again after each message of the centre. */
export const useStatus = (phone: Phone) => {
  const [status, setStatus] = useState<Status | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = async () => {
    try {
      const read = await readStatus(recall('token', ''));
      keep('contacts', { appContact: read.appContact, detailsContact: read.detailsContact } satisfies Contacts);
      setStatus(read);
      setProblem(null);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  useEffect(() => { load(); }, [language(), phone.isConnected, phone.notices[0]?.at]);
  return { status, problem, load };
};

/** What is said when a request fails: what the server says, otherwise that there is no connection. */
export const problemOf = (error: unknown) => error instanceof Refusal && error.message || say('app.offline');
