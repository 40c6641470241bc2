// The texts of the page, from the server's catalogue.
let loaded = { language: "en", languages: {}, programme: "", texts: {} };

export const programme = () => loaded.programme;
export const language = () => loaded.language;
export const say = (key) => loaded.texts[key] ?? "";

export const load = async (wanted, programmeId) => {
  const query = new URLSearchParams();
  if (wanted) {
    query.set("language", wanted);
  }
  if (programmeId) {
    query.set("programme", programmeId);
  }
  const answer = await fetch(`/call-test/texts?${query}`);
  if (!answer.ok) {
    throw new Error(`The texts cannot be read: ${answer.status}.`);
  }
  loaded = await answer.json();
  document.documentElement.lang = loaded.language;
  for (const place of document.querySelectorAll("[data-t]")) {
    place.textContent = say(place.dataset.t);
  }
  document.getElementById("progress").setAttribute("aria-label", say("call.page.progress"));
  document.getElementById("preview").setAttribute("aria-label", say("call.page.preview"));
  document.title = say("call.page.heading");
};

// Each language under its own name.
export const fillPicker = (picker) => {
  picker.replaceChildren(...Object.entries(loaded.languages).map(([tag, name]) => {
    const option = document.createElement("option");
    option.value = tag;
    option.lang = tag;
    option.textContent = name;
    option.selected = tag === loaded.language;
    return option;
  }));
};
