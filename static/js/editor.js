/* What a script adds to the text field of an article: a toolbar, links by [[, pictures by paste and drop. */
(() => {
  "use strict";

  const TABLE = "| Column | Column |\n| --- | --- |\n| … | … |\n";
  const BEGINS = /^(\s*)([-*+] \[[ xX]\] |[-*+] |(\d+)([.)]) |> )/;

  // Typed through the browser, so that Ctrl Z takes it back.
  const put = (text, start, end, words) => {
    text.focus();
    text.setSelectionRange(start, end);
    const isDone = words ? document.execCommand("insertText", false, words) : document.execCommand("delete");
    if (isDone || (start === end && !words)) return;
    text.setRangeText(words, start, end, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const lineStart = (text, at) => text.value.lastIndexOf("\n", at - 1) + 1;
  const lineEnd = (text, at) => { const end = text.value.indexOf("\n", at); return end < 0 ? text.value.length : end; };

  const wrap = (text, mark, empty) => {
    const { selectionStart: start, selectionEnd: end, value } = text;
    const words = value.slice(start, end) || empty;
    const isWrapped = value.slice(start - mark.length, start) === mark && value.slice(end, end + mark.length) === mark;
    if (isWrapped) {
      put(text, start - mark.length, end + mark.length, words);
      text.setSelectionRange(start - mark.length, start - mark.length + words.length);
      return;
    }
    put(text, start, end, mark + words + mark);
    text.setSelectionRange(start + mark.length, start + mark.length + words.length);
  };

  const begin = (text, mark) => {
    const start = lineStart(text, text.selectionStart);
    const end = lineEnd(text, text.selectionEnd);
    const lines = text.value.slice(start, end).split("\n");
    const isBegun = lines.every((line) => line.startsWith(mark));
    put(text, start, end, lines.map((line) => (isBegun ? line.slice(mark.length) : mark + line)).join("\n"));
  };

  // A block stands on lines of its own.
  const block = (text, words) => {
    const { selectionStart: start, selectionEnd: end, value } = text;
    const before = start === 0 || value.slice(0, start).endsWith("\n\n") ? "" : value[start - 1] === "\n" ? "\n" : "\n\n";
    put(text, start, end, before + words);
  };

  const code = (text) => {
    const words = text.value.slice(text.selectionStart, text.selectionEnd);
    const isOnEmptyLine = lineStart(text, text.selectionStart) === lineEnd(text, text.selectionEnd);
    if (words.includes("\n") || isOnEmptyLine) block(text, `\`\`\`sh\n${words || "command"}\n\`\`\`\n`);
    else wrap(text, "`", "code");
  };

  const link = (text) => {
    const { selectionStart: start, selectionEnd: end } = text;
    const words = text.value.slice(start, end) || "words";
    put(text, start, end, `[${words}](https://)`);
    const at = start + words.length + 3;
    text.setSelectionRange(at, at + 8);
  };

  const callOut = (text) => {
    const words = text.value.slice(text.selectionStart, text.selectionEnd) || "What must not be missed.";
    block(text, `> [!NOTE]\n${words.split("\n").map((line) => `> ${line}`).join("\n")}\n`);
  };

  // Enter goes on with a list; on an item that is empty it ends the list.
  const goOn = (text, event) => {
    if (text.selectionStart !== text.selectionEnd) return;
    const at = text.selectionStart;
    const start = lineStart(text, at);
    const line = text.value.slice(start, at);
    const found = BEGINS.exec(line);
    if (!found) return;
    event.preventDefault();
    if (line === found[0]) { put(text, start, at, ""); return; }
    const next = found[3] ? `${Number(found[3]) + 1}${found[4]} ` : found[2].replace(/\[[xX]\]/, "[ ]");
    put(text, at, at, `\n${found[1]}${next}`);
  };

  const made = (editor) => {
    const text = document.getElementById(editor.dataset.editor);
    const list = editor.querySelector("[role=listbox]");
    const status = editor.querySelector("[data-editor-status]");
    const tools = editor.querySelector("[role=toolbar]");
    const buttons = [...tools.querySelectorAll("button")];
    const say = (words) => { status.textContent = words; };

    // Links to articles: what stands between [[ and the caret is looked for.
    let asked = 0;
    let waits = 0;
    const typedLink = () => /\[\[([^[\]|\n]{0,60})$/.exec(text.value.slice(0, text.selectionStart));
    const options = () => [...list.children];
    const chosen = () => options().find((one) => one.getAttribute("aria-selected") === "true");

    const close = () => {
      asked += 1;
      clearTimeout(waits);
      list.hidden = true;
      list.replaceChildren();
      text.removeAttribute("aria-activedescendant");
    };

    const choose = (option) => {
      options().forEach((one) => one.setAttribute("aria-selected", String(one === option)));
      text.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    };

    const take = (option) => {
      const found = typedLink();
      close();
      if (!found) return;
      const at = text.selectionStart;
      const rest = text.value.startsWith("]]", at) ? 2 : 0;
      put(text, at - found[1].length, at + rest, `${option.dataset.address}]]`);
      say(`Linked to ${option.dataset.title}.`);
    };

    const show = (articles) => {
      list.replaceChildren(...articles.map((one, index) => {
        const option = document.createElement("li");
        option.id = `editor-link-${index}`;
        option.setAttribute("role", "option");
        option.dataset.address = one.address;
        option.dataset.title = one.title;
        option.append(one.title, " ");
        const where = document.createElement("span");
        where.className = "text-secondary";
        where.textContent = one.where;
        option.append(where);
        option.addEventListener("mousedown", (event) => { event.preventDefault(); take(option); });
        return option;
      }));
      list.hidden = articles.length === 0;
      if (articles.length) choose(list.firstElementChild);
      say(articles.length ? `${articles.length} article${articles.length > 1 ? "s" : ""}: arrow keys choose, Enter links.` : "No article has these words in its title.");
    };

    const look = async () => {
      const found = typedLink();
      if (!found) { close(); return; }
      asked += 1;
      const mine = asked;
      try {
        const answer = await fetch(`${editor.dataset.editorLinks}?q=${encodeURIComponent(found[1])}`);
        if (mine !== asked) return;
        if (answer.ok) show((await answer.json()).articles);
      } catch { /* the next letter asks again */ }
    };

    // Pictures and files.
    const attach = async (file) => {
      // A file needs an article: what is typed of a new one becomes its draft, and is gone on with there.
      const { editorFiles, editorBegin } = editor.dataset;
      const place = `![Adding ${file.name} …]()`;
      put(text, text.selectionStart, text.selectionEnd, place);
      say(`Adding ${file.name} …`);
      const fields = editorFiles ? new FormData() : new FormData(text.form);
      fields.set("csrfmiddlewaretoken", text.form.elements.csrfmiddlewaretoken.value);
      fields.set("file", file, file.name);
      fields.set("place", place);
      let words = "";
      try {
        const answer = await fetch(editorFiles || editorBegin, { method: "POST", body: fields });
        const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
        if (told.edit) { location.assign(told.edit); return; }
        words = told.markdown || "";
        say(words ? `Added ${file.name}.` : `${file.name} was not added. ${told.error || "Is your session over? Sign in again in another tab."}`);
      } catch {
        say(`${file.name} was not added: the portal can’t be reached.`);
      }
      const at = text.value.indexOf(place);
      if (at >= 0) put(text, at, at + place.length, words);
    };

    const attachAll = async (files) => { for (const file of files) await attach(file); };

    const pick = () => {
      const input = document.createElement("input");
      input.type = "file";
      input.multiple = true;
      input.addEventListener("change", () => attachAll([...input.files]));
      input.click();
    };

    const TOOLS = {
      bold: () => wrap(text, "**", "bold"),
      italic: () => wrap(text, "_", "italic"),
      heading: () => begin(text, "## "),
      list: () => begin(text, "- "),
      checklist: () => begin(text, "- [ ] "),
      table: () => block(text, TABLE),
      code: () => code(text),
      callout: () => callOut(text),
      link: () => link(text),
      article: () => { put(text, text.selectionStart, text.selectionEnd, "[["); look(); },
      file: pick,
    };

    const moveInList = (event) => {
      const found = options();
      const at = found.indexOf(chosen());
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        choose(found[(at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length]);
      } else if (event.key === "Enter") {
        event.preventDefault();
        take(found[at]);
      } else if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        close();
      }
    };

    text.addEventListener("keydown", (event) => {
      if (!list.hidden) { moveInList(event); if (event.defaultPrevented) return; }
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      if (event.key === "Enter" && isPlain && !event.isComposing) goOn(text, event);
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        const tool = { b: "bold", i: "italic" }[event.key.toLowerCase()];
        if (tool) { event.preventDefault(); TOOLS[tool](); }
      }
    });
    text.addEventListener("input", () => {
      clearTimeout(waits);
      if (typedLink()) waits = setTimeout(look, 150); else if (!list.hidden) close();
    });
    text.addEventListener("blur", close);
    text.addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files];
      if (!files.length || event.clipboardData.getData("text/plain")) return;
      event.preventDefault();
      attachAll(files);
    });
    text.addEventListener("dragover", (event) => { if ([...event.dataTransfer.types].includes("Files")) event.preventDefault(); });
    text.addEventListener("drop", (event) => {
      const files = [...event.dataTransfer.files];
      if (!files.length) return;
      event.preventDefault();
      attachAll(files);
    });

    // The toolbar is one stop of Tab; the arrows move in it.
    buttons.forEach((button, index) => {
      button.tabIndex = index ? -1 : 0;
      button.addEventListener("click", () => TOOLS[button.dataset.tool]());
    });
    tools.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const at = buttons.indexOf(document.activeElement);
      const next = buttons[(at + step + buttons.length) % buttons.length];
      buttons.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
      next.focus();
    });
    text.setAttribute("aria-autocomplete", "list");
    text.setAttribute("aria-controls", list.id);
    text.setAttribute("aria-haspopup", "listbox");
    tools.hidden = false;
    // With a script the preview is live; the form keeps what is typed by itself.
    document.querySelector("[data-editor-preview]")?.removeAttribute("name");
  };

  document.querySelectorAll("[data-editor]").forEach(made);
})();
