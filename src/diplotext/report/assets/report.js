"use strict";
document.documentElement.classList.add("js");
addEventListener("DOMContentLoaded", () => {
  const $ = (id) => document.getElementById(id);
  const shared = JSON.parse($("shared").textContent);
  const parts = [...document.querySelectorAll(".part")];
  const why = $("why"), body = $("why-body"), head = $("why-h"), form = $("filters");
  const explained = new Map();
  let current = null, pinned = null, shown = null, asked = null, quiet = false;

  const make = (tag, text, name) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (name) element.className = name;
    return element;
  };
  const number = (part) => Number(part.id.slice(1)) - 1;
  const isArticle = (part) => part && part.classList.contains("article");
  const explanations = (part) => {
    if (!explained.has(part.id)) explained.set(part.id, JSON.parse($(part.id + "-data").textContent));
    return explained.get(part.id);
  };
  const rowId = (part, id) => part.id + "-" + id.replaceAll(":", "-");

  // What the filters let through.
  let wanted = { speaker: "", party: "", kinds: new Set() };
  const group = (kind) => (kind === "cue" || kind === "speaker" ? "statement" : kind === "venue" ? "meeting" : kind);
  const passes = ([kind, speakers, parties]) =>
    (wanted.speaker === "" || speakers.includes(Number(wanted.speaker))) &&
    (wanted.party === "" || parties.includes(Number(wanted.party)));

  function readFilters() {
    wanted = {
      speaker: $("f-speaker").value,
      party: $("f-party").value,
      kinds: new Set([...form.querySelectorAll("input[name=kind]:checked")].map((box) => box.value)),
    };
  }

  function filterArticle(part) {
    const index = shared.index[number(part)];
    for (const piece of part.querySelectorAll("[data-m]")) {
      const marks = piece.dataset.m.split(" ").map((mark) => mark.split(":"));
      const left = marks.filter(([at, kind]) => wanted.kinds.has(group(kind)) && passes(index[at]));
      const within = left.some(([, kind]) => kind === "statement");
      piece.dataset.mode ??= piece.classList.contains("indirect") ? "indirect" : piece.classList.contains("mixed") ? "mixed" : "direct";
      const speaks = left.some(([, kind]) => kind === "speaker");
      piece.className = left.length ? "m k-" + left[0][1] + (within ? " in " + piece.dataset.mode : "") + (speaks ? " sp" : "") : "off";
      if (piece.tagName === "A") {
        if (left.length) { piece.removeAttribute("tabindex"); piece.setAttribute("aria-describedby", "k-" + left[0][1]); }
        else { piece.tabIndex = -1; piece.removeAttribute("aria-describedby"); }
      }
      piece.dataset.on = left.map(([at]) => at).filter((at, place, all) => all.indexOf(at) === place).join(" ");
    }
    for (const row of part.querySelectorAll("tr[data-a]")) {
      const entry = index[row.dataset.a];
      row.hidden = !(wanted.kinds.has(entry[0]) && passes(entry));
    }
    for (const block of part.querySelectorAll(".block[data-kind]")) {
      const rows = [...block.querySelectorAll("tr[data-a]")];
      const left = rows.filter((row) => !row.hidden).length;
      block.querySelector(".n").textContent = left === rows.length ? rows.length : left + " of " + rows.length;
    }
  }

  // Links of drawings and lists to rows, with what these are filtered by.
  let links = null;
  function filterDrawings() {
    links ??= [...document.querySelectorAll(".timeline a, a.item, .months li a")].map((link) => {
      const row = $((link.getAttribute("href") ?? "").slice(1));
      return row && row.dataset.a ? [link, shared.index[number(row.closest(".part"))][row.dataset.a]] : null;
    }).filter(Boolean);
    for (const [link, entry] of links) (link.closest("li") ?? link).classList.toggle("out", !(wanted.kinds.has(entry[0]) && passes(entry)));
    for (const row of document.querySelectorAll("tr[data-pair]")) {
      const empty = !row.querySelector(".item:not(.out)");
      row.classList.toggle("out", empty);
      document.querySelector('.edge[data-pair="' + row.dataset.pair + '"]')?.classList.toggle("out", empty);
    }
    for (const day of document.querySelectorAll(".full")) day.classList.toggle("none", !day.querySelector("li:not(.out)"));
  }

  function filter() {
    readFilters();
    filterDrawings();
    let said = 0, met = 0, articles = 0;
    shared.index.forEach((index, place) => {
      const left = index.filter((entry) => wanted.kinds.has(entry[0]) && passes(entry));
      const here = ["statement", "meeting"].map((kind) => left.filter((entry) => entry[0] === kind).length);
      said += here[0]; met += here[1]; articles += left.length > 0;
      const link = document.querySelector('nav.list a[href="#a' + (place + 1) + '"]');
      if (link) {
        link.querySelector(".hits").textContent = here[0] + " said, " + here[1] + " met";
        link.parentNode.hidden = !left.length && (wanted.speaker !== "" || wanted.party !== "");
      }
    });
    const counted = (many, noun) => many + " " + noun + (many === 1 ? "" : "s");
    $("f-count").textContent = counted(said, "statement") + ", " + counted(met, "meeting") +
      (shared.index.length > 1 ? " in " + counted(articles, "article") : "");
    if (isArticle(current)) filterArticle(current);
    close(false);
  }

  // The explanation of a mark.
  function paragraph(label, text, name) {
    const element = make("p", undefined, name);
    if (label) element.append(make("b", label + " "));
    element.append(text);
    return element;
  }

  function words(entry, part) {
    const [role, quoted, value, id, basis, chain, form] = entry;
    const term = make("dt", role), rest = make("dd");
    if (quoted) rest.append(make("q", quoted));
    if (form) rest.append(make("small", " " + form, "form"));
    if (value) rest.append((quoted ? " = " : "") + value);
    if (id) {
      const link = make("a", id.replace(":", " "), "ref");
      link.href = "#" + rowId(part, id);
      rest.append(" ", link);
    }
    if (chain && chain.length) {
      const list = make("ol", undefined, "chain");
      for (const [kind, text, inText, note] of chain) {
        const item = make("li");
        item.append(inText ? make("q", text) : text, make("small", " " + kind + (note ? "; " + note : "")));
        list.append(item);
      }
      rest.append(list);
    }
    if (basis) rest.append(make("small", basis, "basis"));
    return [term, rest];
  }

  function explain(part, at) {
    const one = explanations(part)[at], rule = shared.rules[one.r], box = make("div", undefined, "one");
    box.append(make("p", one.v, "value"));
    const ruled = make("section");
    ruled.append(make("h3", "Rule"), paragraph("", rule.id + (rule.by ? " of " + rule.by : ""), "rule"));
    if (rule.finds) ruled.append(paragraph("Finds", rule.finds), paragraph("Precision", rule.precision));
    if (rule.examples && rule.examples.length) {
      const more = make("details");
      more.append(make("summary", "Examples of the rule"));
      for (const example of rule.examples) more.append(make("p", example, "example"));
      for (const example of rule.not) more.append(paragraph("Not in", example, "example"));
      ruled.append(more);
    }
    box.append(ruled);
    if (one.e.length) {
      const matched = make("section"), list = make("dl");
      for (const entry of one.e) list.append(...words(entry, part));
      matched.append(make("h3", "Words that matched"), list);
      box.append(matched);
    }
    const section = (title, lines) => {
      const element = make("section"), list = make("ul");
      for (const line of lines) list.append(make("li", line));
      element.append(make("h3", title), list);
      box.append(element);
    };
    if (one.g) section("Records of the gazetteer", one.g.map((record) => shared.records[record]));
    if (one.n && one.n.length) {
      const near = one.n.map(([quoted, ...reasons]) => "“" + quoted + "”: " + reasons.join("; "));
      section("Considered and rejected", near);
    }
    if (one.o) section("Notes", one.o);
    const link = make("a", "Its row in the tables", "torow");
    link.href = "#" + rowId(part, one.i);
    box.append(link);
    return box;
  }

  // Outline all pieces of an annotation: of an entity, all its mentions.
  function light(part, at) {
    for (const piece of document.querySelectorAll(".m.lit")) piece.classList.remove("lit");
    if (part === null) return;
    for (const piece of part.querySelectorAll("[data-m]")) {
      const marks = piece.dataset.m.split(" ").map((mark) => mark.split(":")[0]);
      if (marks.includes(at) && piece.dataset.on) piece.classList.add("lit");
    }
  }

  function show(piece) {
    const part = piece.closest(".part"), ats = (piece.dataset.on ?? "").split(" ").filter(Boolean);
    if (!isArticle(part) || !ats.length) return false;
    if (shown === piece && asked === null) return true;
    if (ats.includes(asked)) ats.unshift(...ats.splice(ats.indexOf(asked), 1));
    asked = null;
    shown = piece;
    head.textContent = "Why " + explanations(part)[ats[0]].i.replace(":", " ");
    body.replaceChildren();
    light(part, ats[0]);
    ats.forEach((at, place) => {
      if (!place) { body.append(explain(part, at)); return; }
      const more = make("details", undefined, "also"), one = explanations(part)[at];
      more.append(make("summary", one.i.replace(":", " ") + ": " + one.v));
      more.addEventListener("toggle", () => { if (more.open && more.children.length === 1) more.append(explain(part, at)); });
      body.append(more);
    });
    why.classList.add("shown");
    return true;
  }

  function pin(piece, focus) {
    if (!show(piece)) return;
    pinned?.classList.remove("on");
    pinned = piece;
    piece.classList.add("on");
    why.classList.add("pinned");
    why.scrollTop = 0;
    if (matchMedia("(max-width: 900px)").matches) {
      const place = piece.getBoundingClientRect();  // above the sheet with the explanation
      if (place.top < 0 || place.bottom > innerHeight * 0.42) scrollBy({ top: place.top - innerHeight * 0.2 });
    }
    if (focus) head.focus({ preventScroll: true });
  }

  function close(back) {
    const last = pinned;
    pinned?.classList.remove("on");
    pinned = shown = null;
    light(null);
    why.classList.remove("shown", "pinned");
    head.textContent = "Explanation";
    body.replaceChildren();
    if (back && last) {
      if (last.tagName !== "A") last.tabIndex = -1;
      quiet = true;  // the focus returns, and shows nothing
      last.focus();
      quiet = false;
    }
  }

  function step(by) {
    if (!isArticle(current)) return;
    const marks = [...current.querySelectorAll("a.m[data-m]")];
    const place = pinned ? marks.indexOf(pinned.tagName === "A" ? pinned : marks.find((mark) => mark.compareDocumentPosition(pinned) & Node.DOCUMENT_POSITION_PRECEDING)) : -1;
    const next = marks[Math.min(marks.length - 1, Math.max(0, place + by))];
    if (next) { pin(next, false); next.scrollIntoView({ block: "center" }); }
  }

  // Which part of the page is shown.
  function open(part) {
    if (current === part) return;
    current = part;
    for (const other of parts) other.classList.toggle("current", other === part);
    for (const link of document.querySelectorAll("nav.list a")) {
      if (link.hash === "#" + part.id) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    close(false);
    if (isArticle(part)) filterArticle(part);
  }

  function route() {
    const target = location.hash.length > 1 && $(decodeURIComponent(location.hash.slice(1)));
    const part = target && target.closest(".part");
    if (!part) { open(location.hash.length > 1 && current || parts[0]); return; }
    open(part);
    for (let outer = target.parentElement; outer; outer = outer.parentElement) if (outer.tagName === "DETAILS") outer.open = true;
    document.querySelector("tr.on")?.classList.remove("on");
    if (target.matches("tr")) {
      if (target.hidden) { form.reset(); filter(); }
      target.classList.add("on");
    }
    if (target.dataset.m !== undefined) {
      if (!target.dataset.on) { form.reset(); filter(); }
      if (target.tagName !== "A") target.tabIndex = -1;
      pin(target, false);
    }
    if (target === part) scrollTo(0, 0);
    else target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  }

  const piece = (event) => event.target.closest?.(".text [data-m]");
  document.addEventListener("mouseover", (event) => { const found = piece(event); if (found && !pinned) show(found); });
  document.addEventListener("focusin", (event) => { const found = piece(event); if (found && !pinned && !quiet) show(found); });
  document.addEventListener("click", (event) => {
    const found = piece(event);
    if (found && found.dataset.on) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      pin(found, event.detail === 0);
      return;
    }
    const link = event.target.closest?.("a[href^='#']");
    asked = link?.matches(".in") ? link.closest("tr").dataset.a : null;
    if (link && link.getAttribute("href") === location.hash) { event.preventDefault(); route(); }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && shown) close(true); });
  $("why-close").addEventListener("click", () => close(true));
  $("why-prev").addEventListener("click", () => step(-1));
  $("why-next").addEventListener("click", () => step(1));
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", route);
  const list = document.querySelector("nav.list details");
  if (list && matchMedia("(max-width: 1240px)").matches) list.open = false;
  if (matchMedia("(max-width: 640px)").matches) $("filter-panel").open = false;
  if (parts.length) { filter(); route(); }
});
