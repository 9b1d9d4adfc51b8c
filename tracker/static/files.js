// 佐证材料: files are dragged or chosen in several goes, listed with their size, dropped again before
// sending. Without it the plain file field still takes several.
"use strict";

for (const place of document.querySelectorAll(".drop")) {
  const field = place.querySelector("input[type=file]");
  const list = place.querySelector(".chosen");
  const limit = Number(place.dataset.limit) * 1024 * 1024;
  const endings = field.accept.split(",");
  let files = [];

  const sized = (size) => (size >= 1048576 ? `${(size / 1048576).toFixed(1)} MB` : `${Math.max(1, Math.floor(size / 1024))} KB`);
  const same = (one, other) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

  // What the server would refuse anyway is said at once, before megabytes are on their way.
  function fault(file) {
    const ending = file.name.slice(file.name.lastIndexOf(".")).toLowerCase();
    if (file.size === 0) return "是空文件，没有选上";
    if (file.size > limit) return `超过 ${place.dataset.limit} MB，没有选上，请压缩或拆分`;
    if (!endings.includes(ending)) return "的格式不收，没有选上";
    return "";
  }

  function add(more) {
    const refused = [];
    for (const file of more) {
      const words = fault(file);
      if (words) refused.push(`“${file.name}”${words}。`);
      else if (!files.some((each) => same(each, file))) files.push(file);
    }
    show(refused);
  }

  function show(refused) {
    const bag = new DataTransfer();
    for (const file of files) bag.items.add(file);
    field.files = bag.files;
    list.replaceChildren(...files.map(row), ...refused.map(complaint));
    list.hidden = list.children.length === 0;
  }

  function row(file) {
    const line = document.createElement("li");
    const size = document.createElement("span");
    size.className = "quiet";
    size.textContent = ` ${sized(file.size)} `;
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "btn-text";
    drop.textContent = "去掉";
    drop.setAttribute("aria-label", `去掉 ${file.name}`);
    drop.addEventListener("click", () => {
      files = files.filter((each) => each !== file);
      show([]);
      field.focus();
    });
    line.append(file.name, size, drop);
    return line;
  }

  function complaint(words) {
    const line = document.createElement("li");
    const sentence = document.createElement("p");
    sentence.className = "field-error";
    sentence.setAttribute("role", "alert");
    sentence.textContent = words;
    line.append(sentence);
    return line;
  }

  field.addEventListener("change", () => add([...field.files]));
  for (const name of ["dragenter", "dragover"]) {
    place.addEventListener(name, (event) => {
      event.preventDefault();
      place.classList.add("over");
    });
  }
  place.addEventListener("dragleave", (event) => {
    if (!place.contains(event.relatedTarget)) place.classList.remove("over");
  });
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("over");
    add([...event.dataTransfer.files]);
  });
}
