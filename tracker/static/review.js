// 核对导入: spares the reload, links text and draft, cuts at the cursor. Without it all still works.
"use strict";

const main = () => document.getElementById("main");

// A form is sent and a link followed in the background; the answer takes the page's place.
// `next`: the ids of what may take the focus then, the first that is there; `again` sends the form as
// a browser does by itself.
async function follow(address, options = {}, next = [], again = null) {
  const places = [window.scrollY, main().querySelector(".doc").scrollTop];
  main().setAttribute("aria-busy", "true");
  let answer;
  try {
    answer = await fetch(address, options);
  } catch {
    main().removeAttribute("aria-busy");
    say("网络不通，刚才的改动没有保存，请稍后再试。");
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("main");
  if (!fresh || !fresh.classList.contains("review")) {
    if (again && !answer.ok) again(); // refused: its own page says why, and keeps what was typed
    else location.assign(answer.url); // another page: the plan, the login
    return;
  }
  document.getElementById("brought-back")?.remove();
  main().replaceWith(document.adoptNode(fresh));
  tell(page);
  history.replaceState(null, "", answer.url);
  window.scrollTo(0, places[0]);
  main().querySelector(".doc").scrollTop = places[1];
  if (!answer.ok) main().querySelector("#edit")?.setAttribute("data-refused", "");
  show(next);
}

// What was said of the act before is past; the answer says its own, once.
function tell(page) {
  for (const old of document.querySelectorAll("body > .flash")) old.remove();
  main().before(...page.querySelectorAll("body > .flash"));
}

function say(words) {
  main().querySelector(":scope > [role=alert]")?.remove();
  const note = document.createElement("p");
  note.className = "flash flash-error";
  note.setAttribute("role", "alert");
  note.textContent = words;
  main().querySelector(".imp").before(note);
}

// What the answer is about comes into view and takes the focus, without a jump of the page.
function show(next) {
  const edit = main().querySelector("#edit");
  const target = edit || next.map((id) => document.getElementById(id)).find(Boolean);
  if (edit) light(edit.dataset.item, true);
  const wrong = main().querySelector(".is-wrong");
  (wrong || target)?.scrollIntoView({ block: "nearest" });
  const first = wrong || edit?.querySelector("[name=title]") || target?.querySelector("a.open");
  const alert = main().querySelector(":scope > [role=alert]"); // stays in sight
  (alert || first || target)?.focus({ preventScroll: true });
}

// A doubt that is settled leads to the next one, a row that is saved to itself.
function after(form) {
  const doubt = form.closest("#doubts > [data-item]");
  if (doubt) return [doubt.nextElementSibling?.id, "doubts", "draft"];
  return [form.dataset.then, `item-${form.dataset.item}`, form.closest("tbody")?.id, "draft"];
}

// The form that is open goes when another thing is done; what was typed in it must not.
function isTyped(edit) {
  if (edit && "refused" in edit.dataset) return true;
  return [...(edit?.elements ?? [])].some((field) => {
    if (field.tagName === "SELECT") {
      const kept = [...field.options].find((each) => each.defaultSelected) || field.options[0];
      return kept !== field.selectedOptions[0];
    }
    if (field.type === "checkbox") return field.checked !== field.defaultChecked;
    return field.type !== "hidden" && "defaultValue" in field && field.value !== field.defaultValue;
  });
}

function holds(form) {
  const edit = main().querySelector("#edit");
  if (form === edit || !isTyped(edit)) return false;
  say("正在改的一项还没有保存，请先保存或收起。");
  edit.scrollIntoView({ block: "nearest" });
  edit.querySelector("[name=title]").focus({ preventScroll: true });
  return true;
}

function send(event) {
  const form = event.target;
  if (!main().contains(form) || form.method !== "post") return;
  if ("leaves" in form.dataset) return; // what the next page says is shown once, so not to a script
  event.preventDefault();
  if (holds(form)) return;
  const button = event.submitter;
  const fields = new FormData(form, button);
  const address = button?.getAttribute("formaction") || form.getAttribute("action");
  const again = () => {
    form.dataset.leaves = "";
    form.requestSubmit(button);
  };
  follow(address, { method: "POST", body: new URLSearchParams(fields) }, after(form), again);
}

function open(event) {
  const link = event.target.closest("#main a[href*='/imports/']");
  if (link && !event.ctrlKey && !event.metaKey && event.button === 0) {
    if ("leaves" in link.dataset) {
      if (holds(null)) event.preventDefault();
      return;
    }
    event.preventDefault();
    const edit = link.closest("#edit"); // 收起
    if (edit || !holds(null)) follow(link.href, {}, edit ? after(edit) : []);
    return;
  }
  const line = event.target.closest(".doc [data-item]:not(.on):not(.off)");
  if (!line || event.target.closest("a, button") || String(getSelection())) return;
  const title = main().querySelector(`.imp-draft [data-item="${line.dataset.item}"] a.open`);
  if (title && !holds(null)) follow(title.href);
}

// Both sides of an item are lit together, and the other side is brought into view.
function light(key, scroll) {
  for (const part of main().querySelectorAll("[data-item].lit")) part.classList.remove("lit");
  if (!key) return;
  const parts = main().querySelectorAll(`[data-item="${key}"]`);
  for (const part of parts) part.classList.add("lit");
  const text = main().querySelector(`.doc [data-item="${key}"]`);
  if (scroll && text) text.scrollIntoView({ block: "nearest" });
}

function point(event) {
  const part = event.target.closest?.("[data-item]");
  light(part?.dataset.item, Boolean(part?.closest(".imp-draft")));
}

// The cursor's place in the document's text, counted in whole characters as the server counts.
function cursor() {
  const spot = getSelection();
  const piece = spot.anchorNode?.parentElement?.closest(".doc .on [data-at]");
  if (!piece) return null;
  return Number(piece.dataset.at) + [...spot.anchorNode.data.slice(0, spot.anchorOffset)].length;
}

function offerCut() {
  const button = main().querySelector(".cursor-cut");
  if (!button) return;
  const place = cursor();
  button.hidden = place === null;
  if (place !== null) button.value = `split:${place}`;
}

// J and K go from item to item, as in a mail program; Enter opens, as everywhere.
function step(event) {
  if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  const by = { j: 1, k: -1 }[event.key];
  if (!by) return;
  const titles = [...main().querySelectorAll("a.open")];
  const next = titles[titles.indexOf(document.activeElement) + by] || titles[0];
  next?.focus();
}

// One box for all tasks of a strategy.
function pickAll(event) {
  if (!event.target.matches(".pick-all")) return;
  const boxes = event.target.closest("tbody").querySelectorAll("input[name=picked]");
  for (const box of boxes) box.checked = event.target.checked;
}

document.addEventListener("submit", send);
document.addEventListener("change", pickAll);
document.addEventListener("click", open);
document.addEventListener("mouseover", point);
document.addEventListener("focusin", point);
document.addEventListener("selectionchange", offerCut);
document.addEventListener("keydown", step);
