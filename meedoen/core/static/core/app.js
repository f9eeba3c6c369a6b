// What HTML cannot do by itself. Every page works without this file; it only makes things easier.
const BUSY_MS = 10_000;

// "/" goes to the search field, Escape empties what was found, arrows walk through it.
const search = document.getElementById("search");
const panel = document.getElementById("search-panel");
const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (!search || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !isTyping(event.target)) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "Escape" && event.target.closest(".search")) {
    panel.replaceChildren();
    search.focus();
  } else if (["ArrowDown", "ArrowUp"].includes(event.key) && event.target.closest(".search")) {
    const stops = [search, ...panel.querySelectorAll("a")];
    const step = event.key === "ArrowDown" ? 1 : -1;
    const next = stops[stops.indexOf(event.target) + step];
    if (next) event.preventDefault();
    next?.focus();
  }
});

// Leaving with text that was not sent: the browser asks first.
const changed = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (form) changed.add(form);
});
document.addEventListener("submit", (event) => changed.delete(event.target));
addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});

// A second press on a button changes nothing.
const release = (form) => {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-disabled][data-busy]").forEach((button) => {
    button.removeAttribute("aria-disabled");
    delete button.dataset.busy;
  });
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sent = "yes";
  form.querySelectorAll("button[type=submit]").forEach((button) => {
    button.setAttribute("aria-disabled", "true");
    button.dataset.busy = "yes";
  });
  setTimeout(() => release(form), BUSY_MS);
}, true);

addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
document.addEventListener("htmx:after:request", (event) => {
  const form = event.detail.ctx.sourceElement?.closest("form");
  if (!form) return;
  release(form);
  if (event.detail.ctx.response?.status < 400) changed.delete(form);
});

// A link to a page opens the dialog on this page when there is one.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog]");
  const dialog = link && document.getElementById(link.dataset.dialog);
  if (dialog && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    dialog.showModal();
  }
  if (event.target.matches("dialog")) event.target.close();
  document.querySelectorAll(".user-menu[open], .bottom-bar__more[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest(".user-menu[open], .bottom-bar__more[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// An answer that is not a piece of this page: sign in again, or say that it did not work.
const sayFailed = () => {
  const template = document.getElementById("failed-message");
  const place = document.getElementById("messages");
  if (template && place) place.replaceChildren(template.content.cloneNode(true));
  place?.scrollIntoView({ block: "nearest" });
};

document.addEventListener("htmx:before:response", (event) => {
  const { raw, status } = event.detail.ctx.response;
  if (raw.redirected && new URL(raw.url).pathname.startsWith("/inloggen/")) {
    event.preventDefault();
    location.reload();
  } else if (status >= 400 && status !== 422) {
    event.preventDefault();
    sayFailed();
  }
});
document.addEventListener("htmx:error", sayFailed);

// On arrival: what went wrong, or else the current tab in sight.
document.querySelector("[data-focus]")?.focus();
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
