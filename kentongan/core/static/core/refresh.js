// @ts-check
/** A part of the page that is looked at again while the worker is busy: <div data-refresh="3"> seconds. Without this module the link in it
 * does the same. It stops by itself when the part that came back no longer asks for it. */

/** @param {Element} part */
function later(part) {
  const seconds = Number(part.getAttribute("data-refresh"));
  if (seconds > 0) setTimeout(() => void look(part, seconds), seconds * 1000);
}

/** @param {Element} part @param {number} seconds */
async function look(part, seconds) {
  let next = null;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok && !(answer.headers.get("Content-Type") ?? "").startsWith("text/html")) return location.reload(); // the file itself
    if (answer.ok) next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-refreshed]");
  } catch {
    // no signal: once more
  }
  if (next) part.replaceWith(next);
  const now = next ?? part;
  if (next && !next.hasAttribute("data-refresh")) return;
  setTimeout(() => void look(now, seconds), seconds * 1000);
}

document.querySelectorAll("[data-refresh]").forEach(later);
