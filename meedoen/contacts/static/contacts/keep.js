// Nothing that was typed gets lost: a form with data-keep survives an expired sign-in, a broken
// connection and a click on another part. Drafts live in this tab only and go when it closes.
const form = document.querySelector("form[data-keep]");
const KEY = "meedoen:draft";
const RETRY_MS = 10_000;
const SETTLE_MS = 500;
const MINE = new Set(["csrfmiddlewaretoken", "version", "page", "go", "token"]);

const typed = () => [...new FormData(form)].filter(([name]) => !MINE.has(name));
const version = () => form.elements.version.value;

const say = (text, place = document.getElementById("saved") ?? form) => {
  place.querySelector("[data-said]")?.remove();
  const line = document.createElement("p");
  line.dataset.said = "yes";
  line.role = "alert";
  line.className = "intake-notice";
  line.textContent = text;
  place.prepend(line);
};

const keep = () => {
  const draft = { user: form.dataset.keep, path: location.pathname, version: version(), typed: typed() };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // No room or not allowed: the page itself still holds the text.
  }
};

const restore = (pairs) => {
  const wanted = new Map();
  for (const [name, value] of pairs) wanted.set(name, [...(wanted.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || MINE.has(field.name) || field.type === "submit") continue;
    const values = wanted.get(field.name) ?? [];
    if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
};

// Back after signing in again: the version says whether the text had arrived after all.
const takeBack = () => {
  const draft = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  if (!draft || draft.user !== form.dataset.keep || draft.path !== location.pathname) return false;
  if (draft.version !== version()) return false;
  if (JSON.stringify(draft.typed) === JSON.stringify(typed())) return false;
  restore(draft.typed);
  say(form.dataset.restored, form);
  return true;
};

if (form) {
  const savesItself = form.hasAttribute("hx-post");
  let changed = false;
  let leaving = false;
  let reloaded = false;

  form.addEventListener("input", () => {
    changed = true;
  });
  if (takeBack()) {
    reloaded = true;
    // By then htmx listens, and what came back is saved like anything else that is typed.
    setTimeout(() => form.dispatchEvent(new Event("input", { bubbles: true })), SETTLE_MS);
  }
  form.addEventListener("submit", () => {
    leaving = true;
    keep();
  });
  form.addEventListener("htmx:config:request", () => {
    changed = false;
  });
  form.addEventListener("htmx:before:response", (event) => {
    const { raw, status } = event.detail.ctx.response;
    if (raw.redirected && new URL(raw.url).pathname.startsWith("/inloggen/")) {
      keep();
      leaving = true;
    } else if (status === 403 && !reloaded) {
      // Signed in anew in another tab: this page needs a fresh one, with the same text.
      keep();
      leaving = true;
      location.reload();
    } else if (status >= 400) {
      changed = true;
    }
  });
  form.addEventListener("htmx:error", (event) => {
    event.stopPropagation();
    changed = true;
    say(form.dataset.offline);
    setTimeout(() => form.dispatchEvent(new Event("retry")), RETRY_MS);
  });

  // Another part of the intake is clicked: save first, then go there.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".steps a");
    if (!link || !changed || !savesItself || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const go = document.createElement("input");
    Object.assign(go, { type: "hidden", name: "go", value: link.pathname.split("/").at(-2) });
    form.append(go);
    form.requestSubmit();
  });
  addEventListener("beforeunload", (event) => {
    if (changed && savesItself && !leaving) event.preventDefault();
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });
}
