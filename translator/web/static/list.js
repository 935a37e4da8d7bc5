// The list of articles: counts of issues come one after the other, so that the page is there at once.
"use strict";
(async () => {
  for (const place of document.querySelectorAll("[data-summary]")) {
    try {
      const answer = await (await fetch(`/a/${encodeURIComponent(place.dataset.summary)}/summary`)).json();
      place.textContent = answer.issues === 0 ? "0" : answer.issues === undefined ? "–" : `⚠ ${answer.issues}`;
    } catch {
      place.textContent = "–";
    }
  }
  document.body.dataset.ready = "1";
})();
