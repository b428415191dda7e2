// Dropping and choosing drafts, sending them to this machine's own program, showing what comes back.
"use strict";
(() => {
  const form = document.getElementById("drop");
  const part = (what) => form.querySelector(`[data-${what}]`);
  const inputs = { draft: form.elements.draft, previous: form.elements.previous };
  const chosen = { draft: [], previous: [] };
  let running = null;

  const words = (name, values = {}) => form.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const names = (entries) => entries.map((entry) => entry.name).join(document.documentElement.lang === "zh" ? "、" : ", ");

  // An entry is a file, with the handle by which it can be read anew after it was saved again, where the browser has such.
  const entryOf = (file, handle) => ({ name: file.name, file, handle });
  async function fresh(entry) {
    const file = entry.handle ? await entry.handle.getFile() : entry.file;
    // A file that was changed since it was chosen cannot be read: better known before it is sent.
    await file.slice(0, 1).arrayBuffer();
    return file;
  }

  function problem(text) {
    const line = document.getElementById("problem");
    line.textContent = text;
    line.hidden = !text;
  }

  function busy(on) {
    document.body.classList.toggle("busy", on);
    part("busy").hidden = part("stop").hidden = !on;
    part("again").hidden = on || !chosen.draft.length;
  }

  async function filled(drafts) {
    const data = new FormData();
    for (const name of ["token", "lang", "body-type", "aggregate", "year", "published"]) data.append(name, form.elements[name].value);
    let size = 0;
    for (const [field, entries] of [["draft", drafts], ["previous", chosen.previous]]) {
      for (const entry of entries) {
        let file;
        try {
          file = await fresh(entry);
        } catch {
          throw new Error(words("changed", { names: entry.name }));
        }
        size += file.size;
        data.append(field, file, entry.name);
      }
    }
    const most = Number(form.dataset.most);
    if (size > most - 65536) throw new Error(words("large", { size: Math.floor(most / 1048576) }));
    return data;
  }

  async function send(path, drafts) {
    if (running) running.abort();
    const own = running = new AbortController();
    problem("");
    part("state").textContent = words("checking", { names: names(drafts) });
    busy(true);
    try {
      const body = await filled(drafts);
      let answer;
      try {
        answer = await fetch(path, { method: "POST", body, signal: own.signal, credentials: "same-origin", redirect: "error" });
      } catch (error) {
        throw new Error(error.name === "AbortError" ? words("stopped") : words("gone"));
      }
      return running === own ? answer : null;
    } catch (error) {
      if (running === own) { problem(error.message); part("state").textContent = ""; }
      return null;
    } finally {
      if (running === own) { running = null; busy(false); }
    }
  }

  async function check() {
    if (!chosen.draft.length) return;
    const answer = await send("/check", chosen.draft);
    if (!answer) return;
    const text = await answer.text();
    if (!(answer.headers.get("Content-Type") || "").startsWith("text/html")) return failed(text.trim());
    const page = new DOMParser().parseFromString(text, "text/html");
    const line = page.getElementById("problem").textContent;
    if (line) return failed(line);
    const main = document.getElementById("result");
    main.replaceChildren(...page.getElementById("result").childNodes);
    document.title = page.title;
    history.replaceState(null, "", location.pathname + location.search);
    for (const button of main.querySelectorAll("[data-word]")) {
      button.hidden = false;
      button.addEventListener("click", () => save(button.dataset.word));
    }
    globalThis.disclosurelint.start();
    part("state").textContent = words("done");
    main.focus({ preventScroll: true });
    main.scrollIntoView();
  }

  // What was said of an earlier draft is not left standing beside a problem with a newer one.
  function failed(line) {
    document.getElementById("result").replaceChildren();
    part("state").textContent = "";
    problem(line);
  }

  async function save(name) {
    const answer = await send("/word", chosen.draft.filter((entry) => entry.name === name));
    if (!answer) return;
    const sent = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") || "");
    if (!sent) {
      const text = await answer.text();
      const line = new DOMParser().parseFromString(text, "text/html").getElementById("problem");
      part("state").textContent = "";
      return problem(line ? line.textContent : text.trim());
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = decodeURIComponent(sent[1]);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    part("state").textContent = words("saved", { names: link.download });
  }

  function take(field, entries) {
    if (!entries.length) return;
    chosen[field] = entries;
    form.querySelector(`[data-area="${field}"] .small`).textContent = words("chosen", { names: names(entries) });
    inputs.draft.required = false;
    check();
  }

  form.classList.add("scripted");
  part("go").hidden = true;
  for (const [field, input] of Object.entries(inputs)) {
    input.addEventListener("change", () => {
      const files = Array.from(input.files);
      input.value = "";
      take(field, files.map((file) => entryOf(file)));
    });
    // The browser's own picker that lets the file be read again, where there is one.
    if (globalThis.showOpenFilePicker) {
      input.addEventListener("click", (event) => {
        if (!event.isTrusted) return;
        event.preventDefault();
        globalThis.showOpenFilePicker({ multiple: true, id: "reports" }).then(async (handles) => {
          take(field, await Promise.all(handles.map(async (handle) => entryOf(await handle.getFile(), handle))));
        }, () => {});
      });
    }
  }

  addEventListener("dragover", (event) => {
    event.preventDefault();
    const over = event.target.closest && event.target.closest(".area");
    for (const area of form.querySelectorAll(".area")) area.classList.toggle("over", area === (over || form.querySelector(".area")));
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) for (const area of form.querySelectorAll(".area")) area.classList.remove("over");
  });
  addEventListener("drop", async (event) => {
    event.preventDefault();
    for (const area of form.querySelectorAll(".area")) area.classList.remove("over");
    const over = event.target.closest && event.target.closest(".area");
    const items = Array.from(event.dataTransfer.items).filter((item) => item.kind === "file");
    // Files and handles are to be had only while the event lasts.
    const waiting = items.map((item) => [item.getAsFile(), item.getAsFileSystemHandle ? item.getAsFileSystemHandle().catch(() => null) : null]);
    const entries = [];
    for (const [file, handle] of waiting) {
      const found = await handle;
      if (file && !(found && found.kind === "directory")) entries.push(entryOf(file, found || undefined));
    }
    take(over ? over.dataset.area : "draft", entries);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  for (const setting of form.querySelectorAll(".settings select, .settings input")) setting.addEventListener("change", check);
  part("again").addEventListener("click", check);
  part("stop").addEventListener("click", () => running && running.abort());
})();
