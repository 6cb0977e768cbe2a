// @ts-check
/** One tap counts once for each device: the first id a form was sent with is kept in this browser and sent again with the next.
 *  Without this, and in private windows, each page brings an id of its own. */
for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[data-device]"))) {
  field.form?.addEventListener("submit", () => {
    try {
      field.value = localStorage.getItem("perangkat") || field.value;
      localStorage.setItem("perangkat", field.value);
    } catch { /* the browser keeps nothing: then the page's own id counts */ }
  });
}
