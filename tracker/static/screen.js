// The wall screen turns by itself. What cannot be fetched is asked for again, and what stands
// there stays, with a word that it is not of now; a screen that was closed shows that it is.
"use strict";

const SECONDS = 20;
const CLOSED = [401, 403, 404];

async function turn() {
  const stale = document.querySelector("#stale");
  try {
    const answer = await fetch(document.querySelector("main").dataset.next, { cache: "no-store" });
    if (CLOSED.includes(answer.status)) {
      location.reload();
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("main.screen");
    stale.hidden = answer.ok && next !== null;
    if (stale.hidden) document.querySelector("main").replaceWith(next);
  } catch {
    stale.hidden = false;
  }
}

setInterval(turn, SECONDS * 1000);
