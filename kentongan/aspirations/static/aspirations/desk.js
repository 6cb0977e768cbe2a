// @ts-check
/** Keys of a desk: j and k go through the reports, Enter opens, x ticks, / goes to the search, ? shows these. All of it also works without.
 *
 *  <ul data-rows><li data-row><label><input type="checkbox"></label> <a href="…"> … <dialog data-keys>
 *  Single letters can be switched off on this device, because speech input and shaking hands press them by themselves (WCAG 2.1.4). */

const OFF = "kentongan.keys-off";
const rows = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll("[data-rows] [data-row]")));
const help = /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog[data-keys]"));
const off = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-keys-off]"));

/** What this device remembers; a browser that keeps nothing has its keys on. */
function areOff() {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
}

function showHelp() {
  if (help && typeof help.showModal === "function" && !help.open) help.showModal();
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || (target.matches("input, textarea, select") && !target.matches("[type=checkbox], [type=radio]")));
}

/** The row that holds the focus; -1 where none does. */
function here() {
  return rows.findIndex((row) => row.contains(document.activeElement));
}

/** @param {number} step */
function go(step) {
  const now = here();
  const row = rows[now < 0 ? (step > 0 ? 0 : rows.length - 1) : now + step];
  if (!row) return;
  /** @type {HTMLElement | null} */ (row.querySelector("a[href]"))?.focus();
  row.scrollIntoView({ block: "nearest" });
}

/** @type {Record<string, () => void>} */
const deeds = {
  j: () => go(1),
  k: () => go(-1),
  x: () => { /** @type {HTMLInputElement | null} */ (rows[here()]?.querySelector("input[type=checkbox]") ?? null)?.click(); },
  "/": () => { /** @type {HTMLElement | null} */ (document.querySelector("input[type=search]"))?.focus(); },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target) || help?.open) return;
  if (event.key === "?") {
    event.preventDefault();
    showHelp();
  } else if (event.key in deeds && !areOff()) {
    event.preventDefault();
    deeds[event.key]();
  }
});

if (help && typeof help.showModal === "function") {
  const hint = /** @type {HTMLElement | null} */ (document.querySelector("[data-keys-hint]"));
  if (hint) hint.hidden = false;
  hint?.querySelector("button")?.addEventListener("click", showHelp);
}
if (off) {
  off.checked = areOff();
  off.addEventListener("change", () => {
    try { localStorage.setItem(OFF, off.checked ? "1" : ""); } catch { off.checked = false; }
  });
}
