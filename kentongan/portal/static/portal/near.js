// @ts-check
/** A button with data-near asks the browser where it stands and opens the list from there, rounded to about a kilometre. */
for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-near]"))) {
  if (!navigator.geolocation) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const answer = document.querySelector("[data-near-answer]");
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => { location.href = `${button.dataset.near}?lat=${coords.latitude.toFixed(2)}&lng=${coords.longitude.toFixed(2)}`; },
      () => { button.disabled = false; if (answer) answer.textContent = button.dataset.sorry ?? ""; },
      { maximumAge: 600000, timeout: 15000 },
    );
  });
}
