// @ts-check
/** One tap counts once for each device: the first id a form was sent with is kept in this browser and sent again with the next of its
 *  purpose. Each purpose (the value of data-device) has an id of its own, so what a device does in one place points at nothing it does in
 *  another. Without this, and in private windows, each page brings an id of its own. */
for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[data-device]"))) {
  const key = `perangkat:${field.dataset.device}`;
  field.form?.addEventListener("submit", () => {
    try {
      field.value = localStorage.getItem(key) || field.value;
      localStorage.setItem(key, field.value);
      localStorage.removeItem("perangkat"); // once one id served every purpose
    } catch { /* the browser keeps nothing: then the page's own id counts */ }
  });
}
