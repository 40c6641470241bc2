// Passkeys, and the code of an invitation. All other parts of the pages work without this script.

const token = () => document.querySelector('input[name="form-token"]')?.value ?? '';

async function send(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Form-Token': token() },
    body: body && JSON.stringify(body),
  });
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  const problem = await answer.json().catch(() => ({}));
  throw new Error(problem.detail ?? 'The server did not answer as expected. Try again.');
}

async function signIn() {
  const options = await send('/staff/sign-in/passkey/options');
  const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  await send('/staff/sign-in/passkey', { credential });
}

async function add(part) {
  const options = await send('/staff/account/passkeys/options');
  const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  await send('/staff/account/passkeys', { credential, name: part.querySelector('input')?.value });
}

const steps = { 'sign-in': signIn, add };

if (globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  for (const part of document.querySelectorAll('[data-passkey]')) {
    part.hidden = false;
    const alert = part.querySelector('.alert');
    part.querySelector('button').addEventListener('click', async event => {
      const button = event.currentTarget;
      button.disabled = true;
      alert.hidden = true;
      try {
        await steps[part.dataset.passkey](part);
        location.assign(part.dataset.next);
      } catch (error) {
        alert.textContent = error.name === 'NotAllowedError' ? 'That was cancelled, or took too long. Try again.' : error.message;
        alert.hidden = false;
        button.disabled = false;
      }
    });
  }
}

// The code stands after # in the link of an invitation: browsers do not send it, so that no log has it.
const code = document.querySelector('[data-code-from-address] input[name="code"]');
if (code && location.hash.length > 1) {
  code.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, '', location.pathname);
}
