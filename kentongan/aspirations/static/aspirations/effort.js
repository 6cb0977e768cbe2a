// @ts-check
/** A sum for the device (proof of work): SHA-256 of salt and number until it fits, then the form goes on by itself. Where the browser
 *  cannot, nothing happens here: the person presses the button, and somebody looks at the report. */

/** @param {string} text */
async function digest(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The number that was meant, or -1.
 * @param {{challenge: string, salt: string, most: number}} sum */
export async function solve({ challenge, salt, most }) {
  for (let start = 0; start <= most; start += 500) {
    const tried = await Promise.all(Array.from({ length: 500 }, (_, step) => digest(salt + (start + step))));
    const found = tried.indexOf(challenge);
    if (found >= 0) return start + found;
  }
  return -1;
}

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-challenge]"));
if (form && globalThis.crypto?.subtle) {
  const sum = JSON.parse(form.dataset.challenge || "{}");
  solve(sum).then((number) => {
    if (number < 0) return;
    const { challenge, salt, signature } = sum;
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("usaha"));
    field.value = btoa(JSON.stringify({ algorithm: "SHA-256", challenge, number, salt, signature }));
    form.requestSubmit();
  }).catch(() => {});
}
