/* What a script adds to pages that work without it: the palette, shortcuts, toasts, and a word when the network fails. */
(() => {
  "use strict";

  const byId = (id) => document.getElementById(id);
  const palette = () => byId("palette");
  const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

  // Dialogs give the focus back to what opened them: the browser does that for showModal.
  const openDialog = (dialog) => {
    if (!dialog || dialog.open) return;
    document.querySelectorAll("details[data-closes][open]").forEach((menu) => { menu.open = false; });
    dialog.showModal();
  };

  const openPalette = () => {
    const dialog = palette();
    if (!dialog) return;
    openDialog(dialog);
    const query = byId("palette-query");
    query.focus();
    query.select();
    askPalette(dialog.querySelector("form"));
  };

  // htmx takes the page over a moment after it has loaded; a key may be quicker.
  const askPalette = (form) => {
    if (form.hasAttribute("data-htmx-powered")) window.htmx.trigger(form, "palette:open");
    else if (window.htmx && palette().open) setTimeout(askPalette, 30, form);
  };

  // The list of the palette is one of links; for the combobox they become its options.
  const options = () => [...document.querySelectorAll("#palette #palette-results a")];

  // Enter pressed before the answer to the last letter waits for it.
  let isStale = false;
  let opensNext = false;

  const choose = (option) => {
    options().forEach((other) => other.setAttribute("aria-selected", String(other === option)));
    const query = byId("palette-query");
    if (!option) {
      query.removeAttribute("aria-activedescendant");
      return;
    }
    query.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const dressPalette = () => {
    const list = document.querySelector("#palette #palette-results");
    if (!list) return;
    const found = options();
    isStale = false;
    byId("palette-query").setAttribute("aria-expanded", String(found.length > 0));
    if (found.length === 0) {
      list.removeAttribute("role");
      choose(null);
      return;
    }
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Found");
    list.querySelectorAll("section").forEach((section) => {
      const heading = section.querySelector("h2");
      section.setAttribute("role", "group");
      section.setAttribute("aria-label", heading.textContent);
      heading.setAttribute("role", "presentation");
    });
    list.querySelectorAll("ul, li").forEach((element) => element.setAttribute("role", "presentation"));
    found.forEach((link, index) => {
      link.id = `palette-option-${index}`;
      link.setAttribute("role", "option");
      link.tabIndex = -1;
    });
    choose(found[0]);
    if (opensNext) found[0].click();
    opensNext = false;
  };

  const moveInPalette = (event) => {
    if (event.key === "Escape") { // at once, not after the browser has emptied the field
      event.preventDefault();
      palette().close();
      return;
    }
    if (event.key === "Enter" && isStale) {
      event.preventDefault();
      opensNext = true;
      return;
    }
    const found = options();
    if (!found.length) return;
    const at = found.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(found[(at + step + found.length) % found.length]);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      found[at].click();
    }
  };

  // Keys. Those of a single letter can be switched off (WCAG 2.1.4).
  const KEY = "portal.single-keys";
  const singleKeys = () => { try { return localStorage.getItem(KEY) !== "off"; } catch { return true; } };

  const moveInRows = (step) => {
    const links = [...document.querySelectorAll("main tbody tr")]
      .map((row) => row.querySelector("a[href]")).filter(Boolean);
    if (!links.length) return;
    const row = document.activeElement.closest("main tbody tr");
    const at = links.findIndex((link) => link.closest("tr") === row);
    const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
    links[Math.max(0, Math.min(links.length - 1, next))].focus();
  };

  let waitsForG = 0;
  const SINGLE = {
    "/": () => { const own = document.querySelector("main [type=search]"); const box = own || byId("find"); if (box) box.focus(); else openPalette(); },
    "?": () => openDialog(byId("shortcuts")),
    j: () => moveInRows(1),
    k: () => moveInRows(-1),
    g: () => { waitsForG = Date.now(); },
    h: () => { if (Date.now() - waitsForG < 1200) location.assign("/"); },
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      if (!palette()) return;
      event.preventDefault();
      openPalette();
      return;
    }
    if (event.target.id === "palette-query") { moveInPalette(event); return; }
    if (event.key === "Escape") {
      document.querySelectorAll("details[data-closes][open]").forEach((menu) => { menu.open = false; menu.firstElementChild.focus(); });
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]") || !singleKeys()) return;
    const act = SINGLE[event.key];
    if (!act) return;
    if (event.key !== "h") event.preventDefault();
    act();
  });

  document.addEventListener("click", (event) => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (isPlain && target.closest("[data-palette-open]") && palette()) {
      event.preventDefault();
      openPalette();
    }
    const opener = target.closest("[data-dialog-open]");
    if (opener) openDialog(byId(opener.dataset.dialogOpen));
    if (target.closest("[data-dialog-close]") || target.matches("dialog.portal-dialog")) target.closest("dialog").close();
    if (target.closest("[data-dismiss]")) target.closest(".portal-toast").remove();
    if (target.closest("[data-print]")) window.print();
    document.querySelectorAll("details[data-closes][open]").forEach((menu) => { if (!menu.contains(target)) menu.open = false; });
  });

  // Toasts leave by themselves when nobody is reading them; errors stay.
  const STAYS = 8000;
  const isRead = (toast) => toast.matches(":hover, :focus-within");
  const watchToasts = () => {
    document.querySelectorAll("[data-toast]:not([data-timed])").forEach((toast) => {
      toast.dataset.timed = "yes";
      const leave = () => { if (isRead(toast)) setTimeout(leave, STAYS / 2); else toast.remove(); };
      setTimeout(leave, STAYS);
    });
  };

  const say = (words) => {
    const toast = document.createElement("div");
    toast.className = "portal-toast portal-toast-error";
    const text = document.createElement("p");
    text.textContent = words;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "btn-close";
    close.dataset.dismiss = "";
    close.setAttribute("aria-label", "Dismiss this message");
    toast.append(text, close);
    byId("toasts").append(toast);
  };

  // An answer that is a page of its own (an error) is never put inside a part of this one.
  const WORDS = {
    403: "You may not do that. Nothing has changed.",
    404: "That no longer exists, or is not yours to see.",
    429: "Too much at once. Wait a moment and try again.",
  };
  document.addEventListener("htmx:before:response", (event) => {
    const status = event.detail.ctx.response.status;
    if (WORDS[status] || status >= 500) {
      event.preventDefault();
      say(WORDS[status] || "The portal failed to do that, and has recorded why. What you typed is still here: try again.");
    }
  });
  document.addEventListener("htmx:error", (event) => {
    if (event.detail.error?.name === "AbortError") return;
    say("The portal cannot be reached. What you typed is still here: try again in a moment.");
  });
  document.addEventListener("htmx:after:swap", () => {
    dressPalette();
    watchToasts();
    document.querySelector(".portal-summary[autofocus]:not([data-seen])")?.focus();
    document.querySelectorAll(".portal-summary").forEach((summary) => { summary.dataset.seen = "yes"; });
  });

  // Leaving a form half typed asks first, unless the form saves itself or only asks a question.
  const changed = new Set();
  document.addEventListener("input", (event) => {
    if (event.target.id === "palette-query") isStale = true;
    const form = event.target.closest?.("main form");
    if (form && form.method === "post" && !form.matches("[data-autosave], [data-keep]")) changed.add(form);
  });
  document.addEventListener("submit", (event) => changed.delete(event.target), true);
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });

  // A link to a closed <details> opens it.
  const openTarget = () => {
    const target = location.hash.length > 1 && byId(decodeURIComponent(location.hash.slice(1)));
    const details = target && target.closest("details");
    if (details) { details.open = true; target.scrollIntoView(); }
  };
  window.addEventListener("hashchange", openTarget);

  // The menu is longer than a screen: it starts where the page is in it.
  const showCurrent = () => {
    const menu = byId("navigation");
    const current = menu && menu.querySelector("a[aria-current]");
    if (!current) return;
    const below = current.getBoundingClientRect().bottom - menu.getBoundingClientRect().top;
    if (below > menu.clientHeight) menu.scrollTop += below - menu.clientHeight / 2;
  };

  document.addEventListener("DOMContentLoaded", () => {
    openTarget();
    showCurrent();
    const box = byId("shortcuts-on");
    if (box) {
      box.checked = singleKeys();
      box.addEventListener("change", () => { try { localStorage.setItem(KEY, box.checked ? "on" : "off"); } catch { /* private window */ } });
    }
    watchToasts();
  });
})();

// Forms with data-keep: what is typed is kept on the server until it is sent.
(() => {
  const PAUSE = 1500;
  const timers = new WeakMap();

  const say = (form, words) => {
    const place = form.querySelector("[data-keep-status]");
    if (place) place.textContent = words;
  };

  const keep = async (form) => {
    const fields = new FormData(form);
    for (const [name, value] of [...fields]) {
      if (value instanceof File) fields.delete(name);
    }
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: fields, redirect: "manual" });
      say(form, answer.status === 204 ? `Draft kept at ${new Date().toLocaleTimeString()}` : "Not kept: sign in again in another tab, then go on typing.");
    } catch {
      say(form, "Not kept: the portal can’t be reached. Your text is still here.");
    }
  };

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (!form) return;
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => keep(form), PAUSE));
  });
})();

// The box of every page: its links become the options of a combobox.
(() => {
  const box = () => document.getElementById("find");
  const list = () => document.getElementById("found-now");
  const options = () => [...document.querySelectorAll("#found-now a")];

  const choose = (option) => {
    options().forEach((one) => one.setAttribute("aria-selected", String(one === option)));
    if (option) {
      box().setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else box().removeAttribute("aria-activedescendant");
  };

  const close = () => {
    if (!list()) return;
    list().replaceChildren();
    dress();
  };

  const dress = () => {
    if (!box() || !list()) return;
    const found = options();
    box().setAttribute("role", "combobox");
    box().setAttribute("aria-autocomplete", "list");
    box().setAttribute("aria-controls", "found-now");
    box().setAttribute("aria-expanded", String(found.length > 0));
    if (found.length) {
      list().setAttribute("role", "listbox");
      list().setAttribute("aria-label", "Articles");
    } else {
      list().removeAttribute("role");
      list().removeAttribute("aria-label");
    }
    list().querySelectorAll("ul, li").forEach((one) => one.setAttribute("role", "presentation"));
    found.forEach((link, index) => {
      link.id = `found-now-${index}`;
      link.setAttribute("role", "option");
      link.tabIndex = -1;
    });
    choose(null);
  };

  const move = (step) => {
    const found = options();
    const at = found.findIndex((one) => one.getAttribute("aria-selected") === "true");
    const next = at + step;
    choose(next < 0 || next >= found.length ? null : found[next]);
    if (at < 0 && step < 0) choose(found[found.length - 1]);
  };

  document.addEventListener("keydown", (event) => {
    if (event.target !== box()) return;
    const chosen = options().find((one) => one.getAttribute("aria-selected") === "true");
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options().length) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      chosen.click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (options().length) close(); else { box().value = ""; box().blur(); }
    }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-find]")) close();
  });
  document.addEventListener("focusin", (event) => {
    if (!event.target.closest?.("[data-find]")) close();
  });
  document.addEventListener("input", (event) => { if (event.target === box() && !box().value.trim()) close(); });
  document.addEventListener("htmx:after:swap", dress);
  document.addEventListener("DOMContentLoaded", dress);

  // On the page of results the arrows go from the box to the results, and between them.
  document.addEventListener("keydown", (event) => {
    const ask = document.getElementById("ask");
    if (!ask || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    const links = [...document.querySelectorAll(".portal-hits h2 a")];
    const at = links.indexOf(document.activeElement);
    if (at < 0 && !(document.activeElement === ask && event.key === "ArrowDown")) return;
    if (!links.length) return;
    event.preventDefault();
    const next = event.key === "ArrowDown" ? at + 1 : at - 1;
    (links[Math.min(next, links.length - 1)] || ask).focus();
  });
})();

// Links with data-flags: the words marked in what it names, and the heading above them, go along in the address.
(() => {
  "use strict";

  let marked = null;

  const above = (node, text) => {
    const headings = [...text.querySelectorAll("h1, h2, h3, h4, h5, h6")];
    const before = headings.filter((one) => one.contains(node) || one.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
    const last = before.at(-1);
    return last ? last.textContent.trim() : "";
  };

  // Pressing the link takes the selection away, so the last one is remembered.
  document.addEventListener("selectionchange", () => {
    const link = document.querySelector("a[data-flags]");
    const text = link && document.querySelector(link.dataset.flags);
    const selection = document.getSelection();
    if (!text || selection.isCollapsed || !text.contains(selection.anchorNode)) return;
    marked = { quote: selection.toString().trim().slice(0, 1000), heading: above(selection.anchorNode, text) };
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-flags]");
    if (!link || !marked || !marked.quote) return;
    const url = new URL(link.href);
    url.search = new URLSearchParams(marked).toString();
    link.href = url.href;
  });
})();
