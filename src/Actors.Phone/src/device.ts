// The key of this phone, by which the server knows it. It never leaves the phone: browsers keep it so that it cannot be exported.
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
const format = 'actors-device-1';

const inStore = <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    const opening = indexedDB.open('actors', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('keys');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const request = act(opening.result.transaction('keys', mode).objectStore('keys'));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    };
  });

const bytes = (text: string) => new TextEncoder().encode(text);

const base64url = (data: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(data))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/** Bytes as hexadecimal digits. */
export const hex = (data: Uint8Array) => Array.from(data, part => part.toString(16).padStart(2, '0')).join('');

/** The key pair of the phone; it is made at the first time. */
const keyPair = async () => {
  const kept = await inStore<CryptoKeyPair | undefined>('readonly', store => store.get('device'));
  if (kept) {
    return kept;
  }
  const made = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  await inStore('readwrite', store => store.put(made, 'device'));
  return made;
};

/** The public key in the form that the server takes, and the id of the person that follows from it. */
export const identity = async () => {
  const key = await crypto.subtle.exportKey('spki', (await keyPair()).publicKey);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', key)).slice(0, 16);
  return { key: base64url(key), person: hex(hash) };
};

/** The headers that sign a request. */
export const sign = async (person: string, path: string, body: string, time: number) => {
  const hash = base64url(await crypto.subtle.digest('SHA-256', bytes(body)));
  const text = [format, `POST ${path}`, person, time, hash].map(line => `${line}\n`).join('');
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, (await keyPair()).privateKey, bytes(text));
  return { 'Device-Person': person, 'Device-Time': String(time), 'Device-Signature': base64url(signature) };
};

/** Makes another key at the next time: this one does not speak for the person any more. */
export const forgetKey = () => inStore('readwrite', store => store.delete('device'));
