// The desk of an officer at the airport. Everything is done by keys; a scanner that acts as a keyboard works at any moment.

const $ = id => document.getElementById(id);
const [finder, search, message, news, choices, desk] =
  ['finder', 'search', 'message', 'news', 'choices', 'case'].map($);
const token = finder.querySelector('input[name="form-token"]').value;
const base = '/staff/airport';

/** A scanner sends its keys faster than this; a person does not. */
const scannerGap = 45;
const pollEvery = 1000;

/** Keys of the items, in the order in which they are shown. Measured ones have keys only to be waived. */
const keysOfItems = {
  confirmed: '1', pledge: '2', testCertificate: '3', questionnaire: '4', locationHistory: '5', exposureApp: '6',
  permissions: '7', pushTest: '8', locationTest: '9', cameraTest: '0',
};

const itemsInOrder = Object.keys(keysOfItems);

let open = null; // The people and the checklist on the desk.
let form = null; // The form that is open: 'details', 'rental' or null.
let isExplaining = false; // Whether what the person does is shown for items that the officer has not seen yet, too.
let landed = ''; // The time of landing that the officer typed stays for the next one of the same flight.
let burst = '';
let burstTimer = 0;

async function send(path, body, method = 'POST') {
  let answer;
  try {
    answer = await fetch(base + path, {
      method,
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-Form-Token': token },
      body: method === 'GET' ? undefined : JSON.stringify(body ?? {}),
    });
  } catch {
    throw new Error('The server cannot be reached. Press the key again.');
  }
  if (answer.status === 401 || answer.redirected) throw new Error('You have been signed out. Load the page again to sign in.');
  if (answer.ok) return answer.json();
  const problem = await answer.json().catch(() => ({}));
  throw new Error(problem.detail ?? 'It did not work. Press the key again.');
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

function say(element, text) {
  element.textContent = text ?? '';
  element.hidden = !text;
}

/** Runs what a key asks for, and says what went wrong. */
async function attempt(act) {
  say(message, null);
  try {
    await act();
  } catch (error) {
    say(message, error.message);
  }
}

const change = (path, body) => attempt(async () => {
  const person = open.status.person;
  const status = await send(`/people/${person}${path}`, body);
  if (open?.status.person === person) {
    open.status = status;
    show();
  }
});

// Finding ---------------------------------------------------------------------------------------------------------------

/** The first line of a machine-readable zone, after which a scanner sends Enter before it sends the second one. */
const isFirstLine = text => /^P[A-Z<][A-Z<]{3}[A-Z<]{5,39}$/i.test(text.replace(/\s/g, '')) && text.includes('<<');

const find = () => attempt(async () => {
  const text = search.value;
  if (!text.trim()) return;
  clear();
  const found = await send('/search', { text });
  say(message, found.problem);
  if (found.people.length === 1) {
    take(found.people[0]);
  } else if (found.people.length > 1) {
    choices.replaceChildren(...found.people.map((one, place) => {
      const first = one.people[0];
      const button = make('button', { type: 'button' }, make('kbd', { textContent: place + 1 }),
        ` ${first.surname} ${first.givenName} · ${first.passportNumber} ${first.issuingState} · born ${first.birthDate} · ${one.status.programme}`);
      button.addEventListener('click', () => take(one));
      return button;
    }));
    choices.hidden = false;
    choices.firstChild.focus();
  } else {
    search.select();
  }
});

function take(found) {
  open = found;
  form = null;
  choices.hidden = true;
  search.value = '';
  say(news, null);
  show();
  desk.focus();
}

function clear() {
  open = form = null;
  desk.hidden = choices.hidden = true;
  desk.replaceChildren();
}

function next(text) {
  clear();
  say(message, null);
  say(news, text);
  search.value = '';
  search.focus();
}

// Showing ---------------------------------------------------------------------------------------------------------------

function show() {
  const focused = document.activeElement?.id;
  const typed = Object.fromEntries([...desk.querySelectorAll('input')].map(input => [input.id, input.value]));
  desk.replaceChildren(showPeople(), showChecklist());
  desk.hidden = false;
  for (const [id, value] of Object.entries(typed)) if ($(id)) $(id).value = value;
  if (focused && $(focused)) $(focused).focus();
  else if (document.activeElement === document.body) desk.focus();
}

function showPeople() {
  const { people, status } = open;
  const section = make('section', {}, ...people.map((one, place) => make('div', { className: 'person' },
    make('h2', {}, one.surname, ' ', make('span', { className: 'given', textContent: one.givenName })),
    make('p', { className: 'number', textContent: `${one.passportNumber} ${one.issuingState}` }),
    make('p', { textContent: `born ${one.birthDate}${place > 0 ? ' · companion' : ''}` }),
    make('span', one.confirmed
      ? { className: 'tag good', textContent: 'confirmed' }
      : { className: 'tag bad', textContent: 'not on the roster' }),
    one.nameDiffers ? make('span', { className: 'tag bad', textContent: 'name differs from the roster' }) : null)));
  const facts = make('dl', { className: 'facts' });
  const fact = (name, text) => text && facts.append(make('dt', { textContent: name }), make('dd', { textContent: text }));
  fact('Flight', [status.flight, status.flightDate].filter(Boolean).join(' · '));
  fact('Landed', !status.began && landed ? `${landed}, as you typed` : status.landedAt ?? 'not known: press L');
  fact('Language', status.languageName);
  fact('Phone', status.phoneHints.join(', '));
  fact('Rental', status.rental && `${status.rental.vendor}, back by ${status.rental.returnBy}`
    + (people[0].rentalContract ? `, contract ${people[0].rentalContract}` : ''));
  fact('Programme', status.programme);
  section.append(facts);
  return section;
}

const signs = { met: '✓', missing: '✗', waived: '–', waiting: '…' };
const said = { met: 'met', missing: 'missing', waived: 'waived', waiting: 'waiting' };

function showChecklist() {
  const { status } = open;
  const order = ['registered', ...itemsInOrder];
  const lines = status.lines.toSorted((one, other) => order.indexOf(one.item) - order.indexOf(other.item));
  const list = make('ol', { id: 'checklist' }, ...lines.map(line => {
    const key = keysOfItems[line.item];
    const isOptional = !line.required && line.standing === 'missing';
    const row = make('li', { className: isOptional ? 'optional' : line.standing },
      key ? make('kbd', { textContent: key, className: line.byHand ? '' : 'soft' }) : make('span'),
      make('span', { className: 'sign', textContent: isOptional ? '○' : signs[line.standing], ariaLabel: said[line.standing], role: 'img' }),
      make('span', { className: 'label', textContent: line.label + (line.required ? '' : ' (optional)') }),
      make('span', { className: 'hint', textContent: line.hint ?? '' }));
    if (line.fix && !isOptional && (isExplaining || !line.byHand || line.hint)) {
      row.append(make('p', { className: 'fix', textContent: line.fix }));
      if (line.fixLocal) row.append(make('p', { className: 'fix', lang: status.language, textContent: line.fixLocal }));
    }
    return row;
  }));
  const section = make('section', {}, list);
  if (status.otherPhone) {
    section.append(make('p', { className: 'alert', textContent:
      'Another phone asks to continue this registration. If the person in front of you holds it, press F.' }));
  }
  if (status.ended) {
    section.append(make('p', { className: 'alert', textContent: 'The stay is over. The person registers again in the app.' }));
  }
  section.append(form ? showForm() : showActs());
  return section;
}

function showActs() {
  const { status } = open;
  const act = (text, key, run, properties = {}) => {
    const button = make('button', { type: 'button', ...properties }, text, make('kbd', { textContent: key }));
    button.addEventListener('click', run);
    return button;
  };
  const time = make('input', { id: 'landed', value: landed, placeholder: 'hh:mm', size: 6, maxLength: 5, ariaLabel: 'Local time of landing' });
  time.addEventListener('input', () => { landed = time.value.trim(); });
  return make('div', { className: 'acts' },
    act(status.passedAt ? 'Next' : 'Pass, and next', 'P', pass, { disabled: !status.mayPass || status.ended }),
    act('Test phone', 'T', test, { className: 'second' }),
    act('Explain', 'E', explain, { className: 'second' }),
    act('Correct', 'C', () => openForm('details'), { className: 'second' }),
    act('Rental', 'R', () => openForm('rental'), { className: 'second' }),
    status.began ? null : make('label', {}, 'Landed at ', make('kbd', { textContent: 'L' }), ' ', time));
}

function showForm() {
  const field = (name, label, value, properties = {}) => make('div', {},
    make('label', { htmlFor: `${form}-${name}`, textContent: label }),
    make('input', { id: `${form}-${name}`, name, value: value ?? '', autocomplete: 'off', spellcheck: false, ...properties }));
  const first = open.people[0];
  const fields = form === 'details'
    ? open.people.flatMap((one, place) => [
      field(`passportNumber-${place}`, place ? `Passport of companion ${place}` : 'Passport', one.passportNumber),
      field(`issuingState-${place}`, 'Issued by', one.issuingState, { maxLength: 3 }),
      field(`birthDate-${place}`, 'Date of birth', one.birthDate, { placeholder: 'yyyy-mm-dd' }),
      field(`surname-${place}`, 'Surname', one.surname), field(`givenName-${place}`, 'Given name', one.givenName)])
    : [field('vendor', 'Company', open.status.rental?.vendor), field('contract', 'Contract number', first.rentalContract),
      field('returnBy', 'Back by', open.status.rental?.returnBy, { placeholder: 'yyyy-mm-dd' })];
  const shown = make('form', {}, make('h2', { textContent: form === 'details' ? 'Correct details' : 'Rental phone' }), ...fields,
    make('div', { className: 'acts' },
      make('button', { textContent: 'Save' }), make('span', { className: 'hint', textContent:
        form === 'rental' ? 'Enter saves, Esc cancels; an empty form means that there is no rental phone.' : 'Enter saves, Esc cancels.' })));
  shown.addEventListener('submit', event => {
    event.preventDefault();
    save(Object.fromEntries(new FormData(shown)));
  });
  return shown;
}

function openForm(name) {
  form = name;
  show();
  const first = desk.querySelector('form input');
  first.focus();
  first.select();
}

function closeForm() {
  form = null;
  show();
  desk.focus();
}

// Doing -----------------------------------------------------------------------------------------------------------------

const save = values => attempt(async () => {
  const { person } = open.status;
  if (form === 'rental') {
    await send(`/people/${person}/rental`, values);
  } else {
    for (const [place, one] of open.people.entries()) {
      const typed = Object.fromEntries(['passportNumber', 'issuingState', 'birthDate', 'surname', 'givenName']
        .map(name => [name, values[`${name}-${place}`].trim()]));
      if (Object.entries(typed).some(([name, value]) => value !== one[name])) {
        await send(`/people/${person}/details`, { person: one.person, ...typed });
      }
    }
  }
  open = await send(`/people/${person}`);
  closeForm();
});

function mark(line, isWaived) {
  const wanted = isWaived ? 'waived' : 'met';
  if (!isWaived && !line.byHand) {
    say(message, 'The phone shows this by itself. Press T to test, or waive it with Shift and the number.');
    return;
  }
  change('/marks', { item: line.item, mark: line.standing === wanted ? 'none' : wanted }).then(reopenWhenConfirmed(line));
}

/** To confirm changes what is shown of people, too. */
const reopenWhenConfirmed = line => () => line.item === 'confirmed' && open && attempt(async () => {
  open = await send(`/people/${open.status.person}`);
  show();
});

/** Shows what the person does about each missing item, in the language of the person. */
function explain() {
  isExplaining = !isExplaining;
  show();
}

const test = () => change('/tests');

const pass = () => attempt(async () => {
  const { people, status } = open;
  const names = `${people[0].surname} ${people[0].givenName}`.trim()
    + (people.length > 1 ? ` and ${people.length - 1} companion${people.length > 2 ? 's' : ''}` : '');
  if (!status.passedAt) await send(`/people/${status.person}/passing`, { landedAt: landed });
  next(`${names} passed. Next person.`);
});

const settlePhone = () => change('/phone', { isAllowed: true });

/** One key of a person. */
function press(key, code, isShift) {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (!open) {
    if (digit && !choices.hidden) choices.children[digit - 1]?.click();
    return;
  }
  if (digit) {
    const line = open.status.lines.find(one => keysOfItems[one.item] === digit);
    if (line) mark(line, isShift);
    return;
  }
  switch (key.toLowerCase()) {
    case 't': test(); break;
    case 'p': if (open.status.mayPass && !open.status.ended) pass(); else say(message, 'Required items are missing.'); break;
    case 'e': explain(); break;
    case 'c': openForm('details'); break;
    case 'r': openForm('rental'); break;
    case 'l': $('landed')?.focus(); $('landed')?.select(); break;
    case 'f': if (open.status.otherPhone) settlePhone(); break;
  }
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === 'Escape') {
    event.preventDefault();
    if (form) closeForm();
    else next(null);
    return;
  }
  if (event.target === search) {
    if (event.key === 'Enter' && !isFirstLine(search.value)) {
      event.preventDefault();
      find();
    }
    return;
  }
  if (event.target.id === 'landed' && event.key === 'Enter') {
    event.preventDefault();
    desk.focus();
    show();
    return;
  }
  if (event.target.closest?.('input, textarea')) return;
  if (event.key.length !== 1 || event.key === ' ') return;

  // A person presses one key; a scanner types many at once, and they are for the search.
  event.preventDefault();
  burst += event.key;
  clearTimeout(burstTimer);
  if (burst.length > 2) {
    search.value = burst;
    burst = '';
    search.focus();
    search.setSelectionRange(search.value.length, search.value.length);
    return;
  }
  const { key, code, shiftKey } = event;
  burstTimer = setTimeout(() => {
    const isOne = burst.length === 1;
    burst = '';
    if (isOne) press(key, code, shiftKey);
  }, scannerGap);
});

finder.addEventListener('submit', event => {
  event.preventDefault();
  find();
});

// Results of the tests come by themselves.
setInterval(async () => {
  if (!open || document.hidden || form) return;
  const { person } = open.status;
  try {
    const status = await send(`/people/${person}/checklist`, null, 'GET');
    if (open?.status.person === person && !form && JSON.stringify(status) !== JSON.stringify(open.status)) {
      open.status = status;
      show();
    }
  } catch {
    // The next one tells.
  }
}, pollEvery);

search.focus();
