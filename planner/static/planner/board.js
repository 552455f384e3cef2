// A card may be dragged to another column: that presses the card's own button or link that leads there. Without this
// file the buttons do all of it.

let dragged = null;

function wayTo(column) {
  return dragged?.querySelector(`[data-to="${column.dataset.state}"]`);
}

for (const card of document.querySelectorAll(".board__card")) {
  card.draggable = card.querySelector("[data-to]") !== null;
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".board__card") ?? null;
  if (dragged) {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.id);
    for (const column of document.querySelectorAll(".board__column")) {
      column.classList.toggle("board__column--open", wayTo(column) !== null);
    }
  }
});

document.addEventListener("dragover", (event) => {
  const column = event.target.closest?.(".board__column");
  if (column && wayTo(column)) {
    event.preventDefault();
  }
});

document.addEventListener("drop", (event) => {
  const column = event.target.closest?.(".board__column");
  const way = column && wayTo(column);
  if (way) {
    event.preventDefault();
    way.click();
  }
});

document.addEventListener("dragend", () => {
  dragged = null;
  for (const column of document.querySelectorAll(".board__column--open")) {
    column.classList.remove("board__column--open");
  }
});
