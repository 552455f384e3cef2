// A link to a task leads to its row on this page; a commitment that stands closed is opened first.
// Without this file such a link loads the page anew, with that commitment open.

async function show(hash) {
  const [, commitment] = hash.match(/^#task-(\d+)\.\d+$/) ?? [];
  const closed = commitment && document.querySelector(`#turn-${commitment}[aria-expanded="false"]`);
  if (closed) {
    const place = closed.closest("tbody");
    await htmx.ajax("GET", closed.getAttribute("hx-get"), { source: closed, target: place, swap: "outerHTML" });
  }
  if (location.hash === hash) {
    location.replace(hash); // looks for it again: it was not there before
  } else {
    location.hash = hash;
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href*='#task-']");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  const { pathname, hash } = new URL(link.getAttribute("href"), location.href);
  if (pathname === location.pathname) {
    event.preventDefault();
    show(hash);
  }
});

if (location.hash) {
  show(location.hash);
}
