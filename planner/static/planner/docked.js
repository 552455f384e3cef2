// A docked panel is closed by its button or by Escape; the keyboard goes back to the link that opened it.
// Without this file the link leads to a page of its own.

let opener = null;

function close(panel) {
  panel.replaceChildren();
  // The link may have been replaced by a newer row with the same link.
  const again = opener?.isConnected ? opener : document.querySelector(`a[href="${opener?.getAttribute("href")}"]`);
  (again ?? document.querySelector("main")).focus();
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target.classList.contains("docked") && !event.detail.target.contains(event.detail.elt)) {
    opener = event.detail.elt;
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-close]");
  if (button) {
    close(button.closest(".docked"));
  }
});

// A bar of the chart and a box of the graph tell in the same panel why the task has its dates.
document.addEventListener("click", (event) => {
  const link = event.target.closest("svg a[href$='/why/']");
  const panel = document.getElementById("why");
  if (link && panel && !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    htmx.ajax("GET", link.getAttribute("href"), { source: link, target: panel, swap: "innerHTML" });
  }
});

document.addEventListener("keydown", (event) => {
  // Just after the panel was filled nothing has the keyboard yet, or still the link that opened it.
  const isOnTheWay = event.target === document.body || event.target === opener;
  const asked = isOnTheWay ? document.querySelector(".docked:not(:empty)") : event.target;
  const panel = asked?.closest?.(".docked");
  if (panel && event.key === "Escape") {
    close(panel);
  }
});
