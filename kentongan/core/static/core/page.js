// @ts-check
/** What any page may use: share, copy, print, and staying put without signal. Each button is hidden until the browser is known to be able to do it;
 *  a link with data-share keeps working as a plain link (WhatsApp) where the browser cannot share. */

/** Say something in place of a button's words, and then its words again.
 * @param {HTMLElement} button
 * @param {string} words
 */
function answer(button, words) {
  const place = button.querySelector("[data-words]") ?? button;
  const before = place.textContent;
  place.textContent = words;
  button.setAttribute("aria-live", "polite");
  setTimeout(() => { place.textContent = before; }, 2500);
}

for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-share]"))) {
  if (!navigator.share) continue;
  link.hidden = false;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const { title, text } = link.dataset;  // a text has its own address in it
    navigator.share(text ? { title, text } : { title, url: link.dataset.share || location.href }).catch(() => {});
  });
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-copy]"))) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = /** @type {HTMLTextAreaElement | null} */ (document.getElementById(button.dataset.copyFrom ?? ""));
    await navigator.clipboard.writeText(field?.value || button.dataset.copy || location.href);
    answer(button, button.dataset.done || "✓");
  });
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-print]"))) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Without signal a form stays where it is, with all that was typed, instead of giving way to the browser's own page.
const noSignal = /** @type {HTMLElement | null} */ (document.querySelector("[data-no-signal]"));
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!noSignal || navigator.onLine !== false || event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== "post") return;
  event.preventDefault();
  form.append(noSignal);
  noSignal.hidden = false;
});
window.addEventListener("online", () => { if (noSignal) noSignal.hidden = true; });

/** @type {HTMLElement | null} */ (document.querySelector(".errors"))?.focus();
