// Nothing that was typed gets lost: text stays on this device until the server has it, survives a
// broken connection and an expired sign-in, and is wiped as soon as it has arrived, or at sign-out.
// The names under which it is kept say nothing, and differ for each user of this device.
const PREFIX = "meedoen:draft:";
const COOKIE = "meedoen_kept";
const KEEP_DAYS = 3;
const RETRY_MS = 10_000;
const WRITE_MS = 150;
const HIDDEN = new Set(["csrfmiddlewaretoken", "version", "seen", "page", "go"]);

const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
};
const wipe = (key) => {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing can be kept here, so there is nothing to wipe either.
  }
};
const keys = () => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
};

// The page before this one was saved by a button, and the server has it.
const arrived = document.cookie.split("; ").find((one) => one.startsWith(`${COOKIE}=`));
if (arrived) {
  const page = arrived.slice(COOKIE.length + 1);
  for (const key of keys()) if (read(key)?.page === page) wipe(key);
  document.cookie = `${COOKIE}=; path=/deelnemers/; max-age=0; samesite=strict`;
}
for (const key of keys()) {
  const age = Date.now() - (read(key)?.at ?? 0);
  if (age > KEEP_DAYS * 86_400_000) wipe(key);
}

// In the overview: which sections still wait here.
const waiting = document.getElementById("waiting");
for (const line of waiting?.querySelectorAll("[data-waits]") ?? []) {
  if (!keys().some((key) => key.endsWith(`:${line.dataset.waits}`))) continue;
  line.hidden = false;
  waiting.hidden = false;
}

const form = document.querySelector("form[data-draft]");

const start = () => {
  const key = `${PREFIX}${form.dataset.owner}:${form.dataset.draft}`;
  const field = (name) => form.elements.namedItem(name);
  const typed = () => [...new FormData(form)].filter(([name]) => !HIDDEN.has(name));
  const now = () => JSON.stringify(typed());
  const sent = new WeakMap();
  let confirmed = now();
  let isSafe = true;
  let leaving = false;
  let writing = 0;
  let again = 0;

  const keep = () => {
    clearTimeout(writing);
    writing = 0;
    const base = { version: field("version").value, seen: field("seen").value };
    const draft = { at: Date.now(), page: field("page").value, ...base, typed: typed() };
    try {
      localStorage.setItem(key, JSON.stringify(draft));
      form.dataset.stored = "yes";
      isSafe = true;
    } catch {
      // No room or not allowed: the page itself still holds the text, and asks before it closes.
      isSafe = false;
    }
  };
  const forget = () => {
    wipe(key);
    delete form.dataset.stored;
  };
  const isUnsent = () => form.hasAttribute("data-unsaved") || now() !== confirmed;
  const send = () => {
    clearTimeout(again);
    form.dispatchEvent(new Event("retry"));
  };
  const waits = (why) => {
    form.dataset.unsent = why;
    const box = document.getElementById("kept");
    for (const line of box.querySelectorAll("[data-why]")) line.hidden = line.dataset.why !== why;
    box.hidden = false;
    if (form.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: "nearest" });
    clearTimeout(again);
    if (why !== "signed-out") again = setTimeout(send, RETRY_MS);
  };
  const arrives = () => {
    delete form.dataset.unsent;
    document.getElementById("kept").hidden = true;
    document.getElementById("restored").hidden = true;
  };

  const putBack = ({ typed: pairs, ...base }) => {
    const wanted = new Map();
    for (const [name, value] of pairs) wanted.set(name, [...(wanted.get(name) ?? []), value]);
    for (const one of form.elements) {
      if (!one.name || HIDDEN.has(one.name) || one.type === "submit") continue;
      const values = wanted.get(one.name) ?? [];
      if (["checkbox", "radio"].includes(one.type)) one.checked = values.includes(one.value);
      else one.value = values[0] ?? "";
    }
    // What the writer saw then: the server compares with that, and overwrites nobody.
    for (const name of ["version", "seen", "page"]) field(name).value = base[name];
  };

  const draft = read(key);
  if (form.hasAttribute("data-unsaved")) keep();
  else if (draft && JSON.stringify(draft.typed) === now()) wipe(key);
  else if (draft) {
    putBack(draft);
    form.dataset.stored = "yes";
    document.getElementById("restored").hidden = false;
    // By then htmx listens, and what came back is sent like anything else that is typed.
    addEventListener("load", () => setTimeout(send));
  }

  form.addEventListener("input", () => {
    writing ||= setTimeout(keep, WRITE_MS);
  });
  form.addEventListener("submit", (event) => {
    keep();
    if (navigator.onLine) {
      leaving = true;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    waits("offline");
  }, true);

  form.addEventListener("htmx:config:request", (event) => sent.set(event.detail.ctx, now()));
  form.addEventListener("htmx:before:response", (event) => {
    const { raw, status } = event.detail.ctx.response;
    if (status === 200 && !raw.redirected) return;
    if (status === 422) return;
    event.preventDefault();
    event.stopPropagation();
    keep();
    if (raw.redirected && new URL(raw.url).pathname.startsWith("/inloggen/")) waits("signed-out");
    else if (status === 403 && document.getElementById("restored").hidden) {
      // Signed in anew in another tab: this page needs a fresh one, with the same text.
      leaving = true;
      location.reload();
    } else waits("refused");
  });
  form.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    const { status } = ctx.response;
    if (status !== 200 && status !== 422) return;
    arrives();
    if (status === 422) {
      keep();
      return;
    }
    form.removeAttribute("data-unsaved");
    confirmed = sent.get(ctx);
    if (now() === confirmed) {
      clearTimeout(writing);
      writing = 0;
      forget();
    }
  });
  form.addEventListener("htmx:error", (event) => {
    event.stopPropagation();
    keep();
    waits("offline");
  });

  addEventListener("online", () => isUnsent() && send());
  addEventListener("offline", () => isUnsent() && waits("offline"));
  document.addEventListener("visibilitychange", () => {
    if (!isUnsent()) return;
    if (document.visibilityState === "hidden") keep();
    send();
  });
  addEventListener("pagehide", () => isUnsent() && !leaving && keep());
  addEventListener("pageshow", () => {
    leaving = false;
  });
  addEventListener("beforeunload", (event) => {
    if (isUnsent() && !isSafe && !leaving) event.preventDefault();
  });

  // Another section is clicked: save first, then go there.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".steps a");
    if (!link || !isUnsent() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const go = document.createElement("input");
    Object.assign(go, { type: "hidden", name: "go", value: link.pathname.split("/").at(-2) });
    form.append(go);
    form.requestSubmit();
    if (!leaving) go.remove();
  });
};

if (form) start();

// On a shared computer nothing stays behind.
document.addEventListener("submit", (event) => {
  if (!event.target.action?.endsWith?.("/uitloggen/")) return;
  const unsent = form && keys().some((key) => key.includes(`:${form.dataset.owner}:`));
  if (unsent && !confirm(form.dataset.leaving)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  for (const key of keys()) wipe(key);
}, true);
