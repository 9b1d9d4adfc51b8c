// Rows of sub-tasks, milestones and targets: another row without a reload, and a word at a date
// that is later than the task's own. Without it the button asks the server for more rows.
"use strict";

for (const form of document.querySelectorAll("form.terms")) {
  const body = form.querySelector("table.rows tbody");
  const more = form.querySelector("button[name=more]");
  if (!body || !more) continue;
  const blank = body.lastElementChild.cloneNode(true);
  more.addEventListener("click", (event) => {
    const place = body.children.length + 1;
    if (place > Number(form.dataset.most)) return; // the server says so
    event.preventDefault();
    const row = blank.cloneNode(true);
    const renumbered = (text) => text.replace(/^([a-z]+)-\d+-/, `$1-${place}-`);
    for (const field of row.querySelectorAll("[id]")) field.id = renumbered(field.id);
    for (const field of row.querySelectorAll("[name]")) field.name = renumbered(field.name);
    for (const label of row.querySelectorAll("label")) {
      label.htmlFor = renumbered(label.htmlFor);
      label.textContent = label.textContent.replace(/第 \d+ 行/, `第 ${place} 行`);
    }
    body.append(row);
    form.elements.namedItem("shown").value = String(place);
    row.querySelector("input:not([type=hidden]), select").focus();
  });
  if (!form.dataset.due) continue;
  const judge = (field) => {
    const cell = field.closest("td.due");
    if (!cell) return;
    cell.querySelector(".late")?.remove();
    if (!field.value || field.value <= form.dataset.due) return;
    const word = document.createElement("p");
    word.className = "late small";
    word.textContent = "晚于上级任务时限";
    cell.append(word);
  };
  body.addEventListener("change", (event) => judge(event.target));
  for (const field of body.querySelectorAll("td.due input")) judge(field);
}
