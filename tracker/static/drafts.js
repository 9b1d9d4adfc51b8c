// A form's words are kept on this PC while they are typed, per person and task; they come back after
// a crash or an ended session, and go when sent, at logout, or when somebody else is logged in.
"use strict";

const DRAFTS = "draft:";
const person = document.body.dataset.person || "";

function keys() {
  return Object.keys(localStorage).filter((key) => key.startsWith(DRAFTS));
}

// Which reports arrived says the server: only then are the words no longer needed.
function forgetSent() {
  const told = document.cookie.split("; ").find((each) => each.startsWith("reported="));
  if (!told) return;
  for (const task of told.slice("reported=".length).split(".")) {
    localStorage.removeItem(`${DRAFTS}${person}:${task}`);
  }
  document.cookie = "reported=; path=/; max-age=0; samesite=lax";
}

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && field.matches("textarea, input[type=text], input[type=radio]"));
}

function read(form) {
  const words = {};
  for (const field of fieldsOf(form)) {
    if (field.type !== "radio" || field.checked) words[field.name] = field.value;
  }
  return words;
}

function write(form, words) {
  for (const field of fieldsOf(form)) {
    if (!(field.name in words)) continue;
    if (field.type === "radio") field.checked = field.value === words[field.name];
    else field.value = words[field.name];
  }
}

function offer(form, key, words) {
  const blank = read(form);
  write(form, words);
  const note = document.createElement("p");
  note.className = "draft-note";
  note.setAttribute("role", "status");
  const clear = document.createElement("button");
  clear.type = "button";
  clear.className = "btn-text";
  clear.textContent = "清除";
  clear.setAttribute("aria-label", "清除带回的内容");
  clear.addEventListener("click", () => {
    localStorage.removeItem(key);
    write(form, blank);
    note.remove();
    form.querySelector("textarea").focus();
  });
  note.append("您上次没报完，已带回。佐证材料请重新选择。", clear);
  form.before(note);
}

function keep(form) {
  const key = `${DRAFTS}${person}:${form.dataset.draft}`;
  const kept = localStorage.getItem(key);
  const asShown = JSON.stringify(read(form));
  // What the server shows again after a refusal is newer than what was kept.
  if (form.dataset.shown === "again") localStorage.setItem(key, asShown);
  else if (!form.dataset.shown && kept && kept !== asShown) offer(form, key, JSON.parse(kept));
  form.addEventListener("input", () => {
    const words = JSON.stringify(read(form));
    if (words === asShown) localStorage.removeItem(key);
    else localStorage.setItem(key, words);
  });
}

if (person) {
  forgetSent();
  for (const key of keys()) {
    if (!key.startsWith(`${DRAFTS}${person}:`)) localStorage.removeItem(key);
  }
  for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
  for (const form of document.querySelectorAll("form.app-leave")) {
    form.addEventListener("submit", () => keys().forEach((key) => localStorage.removeItem(key)));
  }
}
