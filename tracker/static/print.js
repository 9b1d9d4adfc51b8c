// Paper shows what the page folds away: opened for the print, folded again behind it.
"use strict";

const opened = [];
addEventListener("beforeprint", () => {
  for (const each of document.querySelectorAll("main details:not([open])")) {
    each.open = true;
    opened.push(each);
  }
});
addEventListener("afterprint", () => {
  for (const each of opened.splice(0)) each.open = false;
});
