// Cells of the table of tasks are edited in place, with the keys of a spreadsheet: Enter or F2 edits, Escape leaves the
// cell as it was, Tab saves and edits the next, arrows go from cell to cell, Alt with an arrow moves the task.
// Without this file each task has a page of its own with the same values.

const CELL = "table[data-address] [data-cell]";
const FIELD = "input:not([type=hidden]), select, textarea";

let open = null; // the cell that is being edited, with what it showed before
let next = null; // what to do once the answer is in: {task, cell, edits}

const keyOf = (cell) => ({ task: cell.closest("tr").dataset.task, cell: cell.dataset.cell });

function find({ task, cell }) {
  const row = document.querySelector(`tr[data-task="${CSS.escape(task)}"]`);
  return row?.querySelector(`[data-cell="${cell}"]`) ?? row?.querySelector("[data-cell]");
}

function focus(cell) {
  for (const other of document.querySelectorAll(`${CELL}[tabindex]`)) {
    other.removeAttribute("tabindex");
  }
  cell.tabIndex = 0;
  cell.focus({ preventScroll: false });
}

function addressOf(cell) {
  const { task, cell: name } = keyOf(cell);
  return `${cell.closest("table").dataset.address}${encodeURIComponent(task)}/cells/${name}/`;
}

async function edit(cell) {
  if (open?.cell === cell) {
    return;
  }
  if (open) {
    leave();
  }
  open = { cell, shown: [...cell.childNodes] };
  cell.removeAttribute("tabindex");
  await htmx.ajax("GET", addressOf(cell), { source: cell, target: cell, swap: "innerHTML" });
  const field = cell.querySelector(FIELD);
  field?.focus();
  field?.select?.();
}

function leave() {
  if (open) {
    open.cell.replaceChildren(...open.shown);
    open = null;
  }
}

const hasChanged = (form) =>
  [...form.elements].some(
    (field) => form.elements[`initial-${field.name}`] && field.value !== form.elements[`initial-${field.name}`].value,
  );

function save(form, then) {
  next = then;
  if (hasChanged(form)) {
    form.requestSubmit();
  } else {
    leave();
    goOn();
  }
}

function goOn() {
  const wanted = next;
  next = null;
  const cell = wanted && find(wanted);
  if (cell) {
    wanted.edits ? edit(cell) : focus(cell);
  }
}

function beside(cell, step) {
  const cells = [...document.querySelectorAll(CELL)];
  return cells[cells.indexOf(cell) + step];
}

function above(cell, step) {
  const same = [...document.querySelectorAll(`${CELL}[data-cell="${cell.dataset.cell}"]`)];
  return same[same.indexOf(cell) + step];
}

function move(cell, by) {
  next = { ...keyOf(cell), edits: false };
  const address = `${cell.closest("table").dataset.address}${encodeURIComponent(keyOf(cell).task)}/move/`;
  htmx.ajax("POST", address, { source: cell, values: { by, in_table: "1" }, swap: "none" });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-leave]");
  if (button) {
    const cell = open?.cell;
    leave();
    cell && focus(cell);
    return;
  }
  const cell = event.target.closest(CELL);
  if (cell && !event.target.closest("a, form")) {
    edit(cell);
  }
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.(".cell-form");
  if (form) {
    inForm(event, form);
  } else if (event.target.matches?.(CELL)) {
    onCell(event, event.target);
  }
});

function inForm(event, form) {
  const cell = form.closest("[data-cell]");
  const fields = [...form.querySelectorAll(FIELD)];
  if (event.key === "Escape") {
    event.preventDefault();
    leave();
    focus(cell);
  } else if (event.key === "Enter" && event.target.matches(FIELD)) {
    event.preventDefault();
    save(form, { ...keyOf(cell), edits: false });
  } else if (event.key === "Tab") {
    const edge = event.shiftKey ? fields[0] : fields.at(-1);
    const neighbour = beside(cell, event.shiftKey ? -1 : 1);
    if (event.target === edge && neighbour) {
      event.preventDefault();
      save(form, { ...keyOf(neighbour), edits: true });
    }
  }
}

function onCell(event, cell) {
  const forward = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const backward = document.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    move(cell, event.key === "ArrowUp" ? "up" : "down");
    return;
  }
  const goal = {
    [forward]: () => beside(cell, 1),
    [backward]: () => beside(cell, -1),
    ArrowUp: () => above(cell, -1),
    ArrowDown: () => above(cell, 1),
  }[event.key];
  if (event.key === "Enter" || event.key === "F2") {
    event.preventDefault();
    edit(cell);
  } else if (goal) {
    event.preventDefault();
    const other = goal();
    other && focus(other);
  }
}

// A submit by its button goes on to the cell itself.
document.addEventListener("submit", (event) => {
  const cell = event.target.closest(CELL);
  if (cell && !next) {
    next = { ...keyOf(cell), edits: false };
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (!next || requestConfig.verb !== "post") {
    return;
  }
  if (xhr.status >= 200 && xhr.status < 300) {
    open = null;
    goOn();
  } else {
    next = null; // what was typed stays in the cell, with what is wrong
  }
});

// One cell can always be reached with Tab, also when the first rows have only just come.
function makeReachable() {
  const first = document.querySelector(CELL);
  if (first && !document.querySelector(`${CELL}[tabindex]`)) {
    first.tabIndex = 0;
  }
}

makeReachable();
document.addEventListener("htmx:afterSettle", makeReachable);
