// The overview: copies letters to the editor.

function letCopy(root) {
  for (const button of root.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      desk.tell(button.dataset.copied);
    });
  }
}

// The abstention setting: the slider and its number show at once what each setting does.

function letChoose(root) {
  const choosing = root.querySelector(".overview form.choose");
  if (!choosing) return;
  const points = JSON.parse(choosing.dataset.points);
  const [slider, number] = ["risk-slider", "risk-number"].map((id) => document.getElementById(id));
  const mark = document.getElementById("risk-chosen");
  const show = (value) => {
    const point = points[Number(value).toFixed(2)];
    if (!point) return;
    slider.value = value;
    slider.setAttribute("aria-valuetext", point.value);
    document.getElementById("risk-effect").textContent = point.effect;
    mark.setAttribute("cx", point.x);
    mark.setAttribute("cy", point.y);
  };
  slider.addEventListener("input", () => {
    number.value = Number(slider.value).toFixed(2);
    show(slider.value);
  });
  number.addEventListener("input", () => show(number.value));
}

for (const prepare of [letCopy, letChoose]) {
  prepare(document);
  document.addEventListener("desk:renewed", (event) => prepare(event.detail));
}
