"use strict";
(() => {
for (const button of document.querySelectorAll("[data-copy]")) {
const field = document.getElementById(button.dataset.copy);
const words = button.textContent;
button.hidden = false;
button.setAttribute("aria-live", "polite");
button.onclick = async () => {
field.select();
try {
await navigator.clipboard.writeText(field.value);
} catch {
if (!document.execCommand("copy")) return;
}
button.textContent = button.dataset.done;
setTimeout(() => (button.textContent = words), 4000);
};
}
})();
