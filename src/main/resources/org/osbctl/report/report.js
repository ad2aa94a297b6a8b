"use strict";
(() => {
  const PAGE = 200;
  const $ = id => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const rows = [...document.querySelectorAll("#requirements details.row")].map(
    row => ({ row, verdict: row.dataset.verdict, text: row.textContent.toLowerCase() }));
  const chips = [...document.querySelectorAll(".chip")];
  const search = $("search");
  const list = $("exchanges");
  let shown = [];
  let drawn = 0;

  function element(name, cssClass, text) {
    const made = document.createElement(name);
    if (cssClass) made.className = cssClass;
    if (text !== undefined) made.textContent = text;
    return made;
  }
  function svg(name, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    return made;
  }
  function path(url) { return url.replace(/^[a-z]+:\/\/[^/?]*/, ""); }
  function status(each) { return each.exchange.status === undefined ? "–" : String(each.exchange.status); }
  function textOf(each) {
    if (each.text === undefined) {
      each.text = (each.exchange.method + " " + each.exchange.url + " " + status(each) + " " + each.lane + " "
        + each.scenario + " " + each.violations.map(v => v.requirement + " " + v.because).join(" ")).toLowerCase();
    }
    return each.text;
  }

  // Requirements ----------------------------------------------------------------------------------
  function pressed() { return chips.filter(c => c.getAttribute("aria-pressed") === "true").map(c => c.dataset.verdict); }
  function filter() {
    const verdicts = pressed();
    const words = search.value.toLowerCase().split(/\s+/).filter(w => w);
    let count = 0;
    for (const each of rows) {
      const fits = (verdicts.length === 0 || verdicts.includes(each.verdict)) && words.every(w => each.text.includes(w));
      each.row.hidden = !fits;
      if (fits) count++;
    }
    for (const part of document.querySelectorAll("#requirements section")) {
      part.hidden = !part.querySelector("details.row:not([hidden])");
    }
    $("count").textContent = count === rows.length ? rows.length + " requirements" : count + " of " + rows.length + " requirements";
    $("no-requirement").hidden = count > 0;
    const wanted = new Set(rows.filter(r => !r.row.hidden).map(r => r.row.dataset.id));
    shown = data.filter(each => words.every(w => textOf(each).includes(w))
      && (verdicts.length === 0 || each.violations.some(v => wanted.has(v.requirement))));
    $("exchange-count").textContent = shown.length === data.length
      ? data.length + " in the order in which they were judged" : shown.length + " of " + data.length;
    list.replaceChildren();
    drawn = 0;
    more();
    const visible = new Set(shown.map(each => each.number));
    for (const bar of document.querySelectorAll("#timeline rect.x")) {
      bar.classList.toggle("dim", !visible.has(Number(bar.dataset.number)));
    }
  }

  // Exchanges -------------------------------------------------------------------------------------
  function more() {
    const part = document.createDocumentFragment();
    for (const each of shown.slice(drawn, drawn + PAGE)) part.append(fold(each));
    drawn = Math.min(shown.length, drawn + PAGE);
    list.append(part);
    $("more").hidden = drawn >= shown.length;
    $("more").textContent = "Show more (" + (shown.length - drawn) + ")";
  }
  function fold(each) {
    const row = element("details", "row" + (each.violations.length ? " v-failed" : ""));
    row.id = "x" + each.number;
    const head = element("summary");
    const code = status(each);
    head.append(
      element("span", "num", "#" + each.number),
      element("span", "status s" + (each.exchange.status ? code[0] : "0"), code),
      element("span", "id", each.exchange.method),
      element("span", "url", path(each.exchange.url)),
      element("span", "tag", (each.lane || "no plan") + " · " + each.scenario),
      element("span", "ms", each.exchange.ms + " ms"));
    row.append(head);
    row.addEventListener("toggle", () => { if (row.open && row.childElementCount === 1) row.append(body(each)); });
    return row;
  }
  function body(each) {
    const box = element("div", "body");
    for (const violation of each.violations) {
      const line = element("p");
      const link = element("a", "", violation.requirement);
      link.href = "#r-" + violation.requirement;
      line.append(link, ": " + violation.because);
      box.append(line);
    }
    const two = element("div", "two");
    two.append(message("Request", each.exchange.method + " " + path(each.exchange.url), each.exchange.request));
    two.append(each.exchange.response
      ? message("Answer", status(each), each.exchange.response)
      : message("No answer", each.exchange.failure.kind + ": " + each.exchange.failure.detail, { headers: [] }));
    box.append(two, element("p", "ms", "at " + each.exchange.at));
    return box;
  }
  function message(title, first, part) {
    const box = element("div");
    const lines = [first, ...part.headers.map(h => h.name + ": " + h.value)];
    if (part.body !== undefined) {
      lines.push("", typeof part.body === "string" ? part.body : JSON.stringify(part.body, null, 2));
    }
    if (part.bodyNote) lines.push("[" + part.bodyNote + "]");
    box.append(element("h4", "", title), element("pre", "", lines.join("\n")));
    return box;
  }
  function open(number) {
    let at = shown.findIndex(each => each.number === number);
    if (at < 0) {
      chips.forEach(c => c.setAttribute("aria-pressed", "false"));
      search.value = "";
      filter();
      at = shown.findIndex(each => each.number === number);
    }
    if (at < 0) return;
    while (drawn <= at) more();
    reveal($("x" + number));
  }
  function reveal(row) {
    if (!row) return;
    row.hidden = false;
    row.open = true;
    row.scrollIntoView({ block: "center" });
    row.firstElementChild.focus({ preventScroll: true });
    row.classList.remove("flash");
    void row.offsetWidth;
    row.classList.add("flash");
  }

  // Timeline --------------------------------------------------------------------------------------
  function timeline() {
    if (data.length === 0) { $("timeline-part").hidden = true; return; }
    const LEFT = 190, WIDTH = 1000, ROW = 24, TOP = 22;
    const lanes = [...new Set(data.map(each => each.lane))];
    const start = Math.min(...spans(d => Date.parse(d.exchange.at)));
    const end = Math.max(start + 1, ...spans(d => Date.parse(d.exchange.at) + d.exchange.ms));
    const scale = (WIDTH - LEFT - 10) / (end - start);
    const height = TOP + lanes.length * ROW + 6;
    const box = svg("svg", { viewBox: "0 0 " + WIDTH + " " + height, role: "img", "aria-label": "Requests by lane over time" });
    for (let i = 0; i <= 5; i++) {
      const x = LEFT + (end - start) * scale * i / 5;
      box.append(svg("line", { class: "tick", x1: x, x2: x, y1: TOP - 4, y2: height }));
      const label = svg("text", { x, y: 12, "text-anchor": i === 5 ? "end" : "middle" });
      label.textContent = seconds((end - start) * i / 5);
      box.append(label);
    }
    lanes.forEach((lane, i) => {
      const label = svg("text", { class: "lane", x: 0, y: TOP + i * ROW + 14 });
      const name = lane || "no plan";
      label.textContent = name.length > 27 ? name.slice(0, 26) + "…" : name;
      box.append(label, svg("rect", { class: "track", x: LEFT, y: TOP + i * ROW + 2, width: WIDTH - LEFT - 10, height: ROW - 6, rx: 3 }));
    });
    const rowOf = new Map(lanes.map((lane, i) => [lane, i]));
    // Drawn last, so that nothing covers them.
    const marked = svg("g", {});
    for (const each of data) {
      const bad = each.violations.length > 0;
      const bar = svg("rect", {
        class: bad ? "x bad" : "x",
        x: (LEFT + (Date.parse(each.exchange.at) - start) * scale).toFixed(2),
        y: TOP + rowOf.get(each.lane) * ROW + 4,
        width: Math.max(bad ? 2 : 1, each.exchange.ms * scale).toFixed(2),
        height: ROW - 10 });
      bar.dataset.number = each.number;
      (bad ? marked : box).append(bar);
    }
    box.append(marked);
    const byNumber = new Map(data.map(each => [each.number, each]));
    box.addEventListener("click", e => { if (e.target.dataset.number) open(Number(e.target.dataset.number)); });
    box.addEventListener("mouseover", e => {
      const each = byNumber.get(Number(e.target.dataset.number));
      if (each && e.target.dataset.number) {
        $("tip").textContent = "#" + each.number + " " + each.exchange.method + " " + path(each.exchange.url) + " → " + status(each)
          + ", " + each.exchange.ms + " ms, " + each.scenario;
      }
    });
    $("timeline").append(box);
  }
  function* spans(of) {
    let low = Infinity, high = -Infinity;
    for (const each of data) { const v = of(each); if (v < low) low = v; if (v > high) high = v; }
    yield low;
    yield high;
  }
  function seconds(ms) { return ms < 1000 ? Math.round(ms) + " ms" : (ms / 1000).toFixed(1) + " s"; }

  // Page ------------------------------------------------------------------------------------------
  function follow() {
    const name = decodeURIComponent(location.hash.slice(1));
    if (/^x\d+$/.test(name)) open(Number(name.slice(1)));
    else if (name.startsWith("r-")) reveal($(name));
  }
  chips.forEach(chip => chip.addEventListener("click", () => {
    chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
    filter();
  }));
  let pause;
  search.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(filter, 120); });
  $("more").addEventListener("click", more);
  $("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  document.addEventListener("click", e => {
    const link = e.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) follow();
    if (e.target.classList.contains("copy")) {
      const text = e.target.nextElementSibling.textContent;
      const said = () => { e.target.textContent = "copied"; };
      if (navigator.clipboard) navigator.clipboard.writeText(text).then(said, () => {});
    }
  });
  document.addEventListener("keydown", e => {
    const typing = e.target === search;
    if (e.key === "Escape") { search.value = ""; chips.forEach(c => c.setAttribute("aria-pressed", "false")); search.blur(); filter(); return; }
    if (typing || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "/") { e.preventDefault(); search.focus(); }
    if (e.key === "j" || e.key === "k") {
      const all = [...document.querySelectorAll("details.row:not([hidden]) > summary")].filter(s => s.offsetParent);
      const at = all.indexOf(document.activeElement);
      const next = all[Math.max(0, Math.min(all.length - 1, at + (e.key === "j" ? 1 : -1)))];
      if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
    }
    if (e.key === "t") $("theme").click();
  });
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => document.querySelectorAll("#requirements details.row").forEach(row => {
    if (["failed", "warned", "blocked", "waived"].includes(row.dataset.verdict)) row.open = true;
  }));
  timeline();
  filter();
  follow();
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
})();
