// @ts-check
/** Rows move up and down at once; their order goes with the form. Without this module the same buttons send the form.
 *
 *  <form> <input type="hidden" data-order> <ol data-rows><li data-row="12"> <button data-move="-1"> … */

/** @param {Element} list */
function rowsOf(list) {
  return /** @type {HTMLElement[]} */ (Array.from(list.children).filter((row) => row instanceof HTMLElement && row.dataset.row));
}

/** Write down the order of all rows of the form, and let the form know.
 * @param {HTMLFormElement} form */
function noteOrder(form) {
  const order = /** @type {HTMLInputElement | null} */ (form.querySelector("[data-order]"));
  if (!order) return;
  const lists = Array.from(form.querySelectorAll("[data-rows]"));
  order.value = lists.flatMap((list) => rowsOf(list).map((row) => row.dataset.row)).join(",");
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest("[data-move]");
  const row = /** @type {HTMLElement | null} */ (button?.closest("[data-row]") ?? null);
  const form = row?.closest("form");
  if (!(button instanceof HTMLButtonElement) || !row?.parentElement || !form) return;
  event.preventDefault();
  const rows = rowsOf(row.parentElement);
  const other = rows[rows.indexOf(row) + Number(button.dataset.move)];
  if (!other) return;
  if (button.dataset.move === "-1") other.before(row); else other.after(row);
  button.focus();
  row.scrollIntoView({ block: "nearest" });
  noteOrder(form);
});
document.addEventListener("upload:done", (event) => {
  const form = /** @type {HTMLElement} */ (event.target).closest("form");
  if (form) noteOrder(form);
});
