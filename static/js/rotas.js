/* Shifts of a calendar are moved by drag and by the arrow keys; a question comes before it is done. */
(() => {
  "use strict";

  const MINUTE = 60000;
  let held = null; // {link, row, minutes, x}

  const grid = () => document.querySelector("[data-rota-grid]");
  const isMovable = (link) => link?.dataset.shift && link.closest("[data-rota-grid]") && !link.classList.contains("rota-over")
    && new Date(link.dataset.starts) > new Date();
  const bar = (link) => link.querySelector("svg");
  const say = (words) => { document.getElementById("rota-said").textContent = words; };

  const windowMinutes = () => (new Date(grid().dataset.ends) - new Date(grid().dataset.starts)) / MINUTE;
  const when = (text, minutes) => new Date(new Date(text).getTime() + minutes * MINUTE);
  const inWords = (date) => date.toLocaleString("en-GB", {
    timeZone: grid().dataset.zone, weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
  });

  const take = (link) => {
    held = { link, home: link.parentElement, row: link.closest("tr"), minutes: 0, x: parseFloat(bar(link).getAttribute("x")) };
    link.classList.add("rota-held");
  };

  const draw = () => {
    const shift = held.minutes / windowMinutes() * 100;
    bar(held.link).setAttribute("x", `${held.x + shift}%`);
    const line = held.row.querySelector("td svg");
    if (held.link.parentElement !== line) {
      const isFocused = document.activeElement === held.link;
      line.append(held.link);
      if (isFocused) held.link.focus();
    }
    document.querySelectorAll(".rota-target").forEach((row) => row.classList.remove("rota-target"));
    held.row.classList.add("rota-target");
  };

  const put = () => { // back where it was
    if (!held) return;
    bar(held.link).setAttribute("x", `${held.x}%`);
    if (held.link.parentElement !== held.home) held.home.append(held.link);
    held.link.classList.remove("rota-held");
    document.querySelectorAll(".rota-target").forEach((row) => row.classList.remove("rota-target"));
    held = null;
  };

  const words = () => {
    const { link, row, minutes } = held;
    return `${link.dataset.name}, ${inWords(when(link.dataset.starts, 0))} to ${inWords(when(link.dataset.ends, 0))}: `
      + `to ${row.dataset.name}, ${inWords(when(link.dataset.starts, minutes))} to ${inWords(when(link.dataset.ends, minutes))}.`;
  };

  const isMoved = () => held.minutes !== 0 || held.row.dataset.person !== held.link.dataset.person;

  const ask = () => {
    const { link, row, minutes } = held;
    const dialog = document.getElementById("move-dialog");
    const form = dialog.querySelector("form");
    form.action = form.dataset.action.replace("/0/", `/${link.dataset.shift}/`);
    form.elements.person.value = row.dataset.person;
    form.elements.starts_at.value = when(link.dataset.starts, minutes).toISOString();
    form.elements.ends_at.value = when(link.dataset.ends, minutes).toISOString();
    form.elements.version.value = link.dataset.version;
    form.elements.back.value = location.search.slice(1) || form.elements.back.value;
    form.querySelector("[data-said]").textContent = words();
    dialog.showModal();
  };

  document.addEventListener("keydown", (event) => {
    const link = event.target.closest?.(".rota-shift");
    if (!isMovable(link)) return;
    const step = Number(grid().dataset.step);
    const moves = { ArrowLeft: -step, ArrowRight: step };
    const rows = { ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling" };
    if (event.key in moves || event.key in rows) {
      event.preventDefault();
      if (held && held.link !== link) put();
      if (!held) take(link);
      held.minutes += moves[event.key] ?? 0;
      const next = rows[event.key] ? held.row[rows[event.key]] : null;
      if (next?.dataset.person) held.row = next;
      draw();
      say(words());
    } else if (event.key === "Enter" && held && isMoved()) {
      event.preventDefault();
      ask();
    } else if (event.key === "Escape" && held) {
      put();
      say("Left where it was.");
    }
  });

  document.addEventListener("pointerdown", (event) => {
    const link = event.target.closest?.(".rota-shift");
    if (event.button !== 0 || !isMovable(link)) return;
    event.preventDefault();
    put();
    const start = { x: event.clientX, y: event.clientY };
    const line = link.closest("svg[role='group']");
    const perMinute = line.getBoundingClientRect().width / windowMinutes();
    const step = Number(grid().dataset.step);
    take(link);
    link.focus({ preventScroll: true });
    const move = (moved) => {
      held.minutes = Math.round((moved.clientX - start.x) / perMinute / step) * step;
      const row = document.elementFromPoint(moved.clientX, moved.clientY)?.closest("tr[data-person]");
      if (row) held.row = row;
      draw();
    };
    const end = (ended) => {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", end);
      document.removeEventListener("pointercancel", end);
      if (ended.type === "pointercancel") put();
      else if (isMoved()) ask();
      else { put(); location.assign(link.getAttribute("href")); }
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", end);
    document.addEventListener("pointercancel", end);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#move-dialog [data-cancel]")) document.getElementById("move-dialog").close();
    const link = event.target.closest?.(".rota-shift");
    if (link && isMovable(link) && event.detail > 0) event.preventDefault(); // the pointer has led there already
  });
  document.addEventListener("close", (event) => { if (event.target.id === "move-dialog") put(); }, true);
  document.addEventListener("dragstart", (event) => { if (event.target.closest?.(".rota-shift")) event.preventDefault(); });
})();
