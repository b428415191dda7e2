// Filter, steps between findings, sorting, the scheme: what the page offers beside what it says without a script.
"use strict";
(() => {
  const all = (root, what) => Array.from(root.querySelectorAll(what));
  const words = (element, values) => element.dataset.words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const smooth = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
  const wide = matchMedia("(min-width: 62rem)");
  let current = null;
  let raised = null;

  const main = () => document.getElementById("result");
  const shown = () => all(main(), ".finding").filter((finding) => getComputedStyle(finding).display !== "none");

  function open(element) {
    for (let around = element.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  }

  // What a finding speaks of and rests on is outlined while it is the one looked at.
  function light(finding) {
    for (const lit of all(main(), ".lit, .current")) lit.classList.remove("lit", "current");
    if (!finding) return;
    finding.classList.add("current");
    const number = finding.dataset.finding;
    const around = finding.closest("[data-draft]");
    if (around) for (const one of all(around, `[data-of~="${number}"], [data-terms~="${number}"]`)) (one.closest("td") || one).classList.add("lit");
  }

  function marker(finding) {
    const link = finding.querySelector("a.no");
    return link && document.getElementById(link.hash.slice(1));
  }

  function choose(finding, toText) {
    open(finding);
    light(finding);
    current = raised = finding;
    pack();
    const place = marker(finding);
    const target = toText && place ? place : finding;
    target.focus({ preventScroll: true });
    const near = place && Math.abs(place.getBoundingClientRect().top - finding.getBoundingClientRect().top) < innerHeight * 0.6;
    (near && !toText ? place : target).scrollIntoView({ block: "center", behavior: smooth() });
    say();
  }

  function say() {
    for (const at of all(main(), "[data-at]")) {
      const findings = shown();
      const place = findings.indexOf(current);
      at.textContent = place < 0 ? "" : words(at, { n: place + 1, of: findings.length });
    }
  }

  function step(by) {
    const findings = shown();
    if (!findings.length) return;
    const place = findings.indexOf(current);
    const next = place < 0 ? (by > 0 ? 0 : findings.length - 1) : (place + by + findings.length) % findings.length;
    choose(findings[next], false);
  }

  // Notes stand beside their block; on wide screens each moves down to its own mark, or up into a gap, as far as there is room.
  function pack() {
    for (const draft of all(main(), "[data-draft]")) {
      const notes = all(draft, ".notes > li");
      draft.classList.toggle("packed", wide.matches);
      draft.style.minHeight = "";
      if (!wide.matches || !draft.offsetParent) continue;
      const origin = draft.getBoundingClientRect().top;
      let below = 0;
      for (const note of notes) {
        if (!note.offsetHeight) continue;
        const place = marker(note.firstElementChild) || note.closest(".row");
        const top = Math.max(place.getBoundingClientRect().top - origin - 4, below);
        // The note that was asked for comes to its mark, over others if need be, where it would be out of sight.
        const far = note.firstElementChild === raised && top - (place.getBoundingClientRect().top - origin) > innerHeight * 0.3;
        note.classList.toggle("raised", far);
        note.style.top = `${far ? place.getBoundingClientRect().top - origin + 32 : top}px`;
        below = top + note.offsetHeight + 8;
      }
      draft.style.minHeight = `${below}px`;
    }
  }

  function filter(tools) {
    for (const box of all(tools, "[data-show]")) main().classList.toggle(`hide-${box.dataset.show}`, !box.checked);
    pack();
    say();
  }

  function value(row, column, kind) {
    const text = row.cells[column].textContent.trim();
    return kind === "number" ? Number(text) || 0 : text;
  }

  function sortable(table) {
    all(table, "thead th").forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const kind = head.dataset.sort;
        const before = head.getAttribute("aria-sort");
        // Figures begin with the largest: that is what a reviewer looks for.
        const down = before ? before === "ascending" : kind === "number";
        for (const other of all(table, "thead th")) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = all(table.tBodies[0], "tr");
        const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
        rows.sort((one, other) => {
          const a = value(one, column, kind), b = value(other, column, kind);
          const sign = kind === "number" ? a - b : order.compare(a, b);
          return down ? -sign : sign;
        });
        table.tBodies[0].append(...rows);
      });
    });
  }

  function filterable(tools, table) {
    const find = tools.querySelector("[data-find]"), only = tools.querySelector("[data-only]"), count = tools.querySelector("[data-shown]");
    const apply = () => {
      const rows = all(table.tBodies[0], "tr");
      const wanted = find.value.trim().toLowerCase();
      for (const row of rows) {
        row.hidden = !(row.textContent.toLowerCase().includes(wanted) && (!only.value || row.dataset.is.split(" ").includes(only.value)));
      }
      const kept = rows.filter((row) => !row.hidden).length;
      count.textContent = kept === rows.length ? "" : words(count, { n: kept, of: rows.length });
    };
    find.addEventListener("input", apply);
    only.addEventListener("change", apply);
  }

  function copy(button) {
    const range = document.createRange();
    range.selectNodeContents(button.parentElement.querySelector("[data-copied]"));
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    if (document.execCommand("copy")) button.textContent = button.dataset.done;
  }

  // Called once the page is there, and by the local page whenever it has a new result.
  function start() {
    current = raised = null;
    const root = main();
    for (const severity of ["error", "warning", "info"]) root.classList.remove(`hide-${severity}`);
    for (const tools of all(root, "[data-tools]")) {
      tools.hidden = false;
      for (const box of all(tools, "[data-show]")) box.addEventListener("change", () => filter(tools));
      for (const button of all(tools, "[data-step]")) button.addEventListener("click", () => step(Number(button.dataset.step)));
    }
    for (const button of all(root, "[data-copy]")) {
      button.hidden = false;
      button.addEventListener("click", () => copy(button));
    }
    for (const table of all(root, "[data-reviewer]")) {
      sortable(table);
      const tools = root.querySelector("[data-table-tools]");
      tools.hidden = false;
      filterable(tools, table);
    }
    for (const one of all(root, "[data-one]")) {
      one.open = false;
      one.addEventListener("toggle", pack);
    }
    if (location.hash) reveal();
    pack();
  }

  function reveal() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || !main().contains(target)) return;
    open(target);
    pack();
    target.scrollIntoView();
  }

  function theme() {
    const dark = document.documentElement.dataset.theme
      ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = dark ? "light" : "dark";
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-toggle]")) return theme();
    const link = event.target.closest("a[href^='#']");
    if (!link || !main().contains(link)) {
      const finding = event.target.closest(".finding");
      if (finding && !event.target.closest("button") && String(getSelection()) === "") { light(finding); current = finding; say(); }
      else if (!finding && raised) { raised = null; pack(); }
      return;
    }
    const target = document.getElementById(link.hash.slice(1));
    if (!target) return;
    open(target);
    if (target.matches(".finding")) { event.preventDefault(); choose(target, false); }
    else if (link.matches(".finding .no")) { event.preventDefault(); choose(link.closest(".finding"), true); }
    else if (target.matches(".place")) {
      event.preventDefault();
      light(link.closest(".finding"));
      target.focus({ preventScroll: true });
      (target.closest("td") || target).scrollIntoView({ block: "center", behavior: smooth() });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && raised) { raised = null; light(null); pack(); }
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest("select")) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); step(event.key === "ArrowDown" ? 1 : -1); }
  });
  addEventListener("hashchange", reveal);
  addEventListener("resize", pack);
  addEventListener("beforeprint", () => { for (const one of all(main(), "[data-one]")) one.open = true; });
  wide.addEventListener("change", pack);
  globalThis.disclosurelint = { start };
  start();
})();
