// The desk: one sentence is open at a time; what is typed is kept, what is confirmed is on disk before the next one opens.
"use strict";

const D = JSON.parse(document.body.dataset.desk);
const MAC = /mac/i.test(navigator.platform);
const IDLE = 60000; // ms after which a pause is no work
const READ = 1000; // ms that an untouched draft is on the screen before it can be confirmed
const PAUSE = { check: 150, save: 400, issues: 250, find: 150, news: 2000, again: 1000, reload: 3000 };
const SIGNS = { empty: "–", draft: "○", typed: "◐", confirmed: "✓", final: "✓✓" };
const STATES = { empty: "without translation", draft: "draft", typed: "typed, not confirmed", confirmed: "confirmed", final: "signed off" };
const STEPS = { type: "typing", confirm: "confirmation", restore: "restored draft", comment: "comment", replace: "replacement", "sign off": "sign-off",
  ignore: "ignored issue", unconfirm: "confirmation taken back" };

const $ = (id) => document.getElementById(id);
const T = (text, values = {}) => (D.texts[text] ?? text).replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
const el = (name, className, ...children) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
};
const random = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const units = (text, count) => (/[\ud800-\udfff]/.test(text) ? Array.from(text).slice(0, count).join("").length : count); // Python counts characters

// --- what the page knows

// What a load of the page hands to the next one in this tab: who it was, so that its last write is known as its own, and what was being typed.
const handed = JSON.parse(sessionStorage.getItem("handed") ?? "null");
sessionStorage.removeItem("handed"); // a doubled tab must not be the same page
const mine_ = handed?.slug === D.slug && Date.now() - handed.when < 10000 ? handed : null;
const page = mine_?.page ?? random();
const steps = sessionStorage.getItem("steps") ?? random(); // undo goes on after a reload
sessionStorage.setItem("steps", steps);
const segments = new Map(D.segments.map((segment) => [segment.key, { ...segment, issues: D.issues[segment.key] ?? [], row: $(`s-${segment.key}`) }]));
const order = D.segments.map((segment) => segment.key);
let version = D.version;
let active = null; // key, field, saved (the text that the desk has), opened (the text at the beginning), since, conflict
let turn = mine_?.turn ?? 0;
let stepped = 0; // when something else than typing was last done that can be taken back
let waiting = 0; // writes on their way
let failing = false;
let last = ""; // what was said when all was saved
const lost = new Map(); // key -> text that could not be saved when its sentence was left: tried again until it can

const finished = (segment) => segment.state === "confirmed" || segment.state === "final";
const open_ = (segment) => segment.issues.filter((issue) => !issue.ignored);

function message(text, wrong = false) {
  $("message").textContent = text;
  $("message").classList.toggle("wrong", wrong);
}

function saved(text) {
  $("saved").textContent = text;
  document.body.dataset.saving = waiting || unsaved() ? "1" : "";
}

const unsaved = () => Boolean(active && active.field.value !== active.saved);
const clock = () => new Intl.DateTimeFormat(D.tongue, { hour: "2-digit", minute: "2-digit" }).format(new Date());

// --- talking to the desk

class Refused extends Error {
  constructor(answer, status) {
    super([answer.error, answer.hint].filter(Boolean).join("; "));
    this.conflict = answer.conflict;
    this.status = status;
  }
}

async function ask(action, body, options = {}) {
  const response = await fetch(`/a/${encodeURIComponent(D.slug)}/${action}`, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), ...options,
  });
  const text = await response.text();
  let answer;
  try { answer = JSON.parse(text); } catch { answer = { error: text.trim() }; }
  if (!response.ok) throw new Refused(answer, response.status);
  return answer;
}

// Writes go one after the other, and again until the desk answers; `body` is made when its turn comes.
let chain = Promise.resolve();
function write(action, body) {
  const mine = ++turn;
  waiting += 1;
  if (action !== "type") stepped = action === "undo" || action === "redo" ? 0 : performance.now();
  saved(T("saving …"));
  const job = chain.then(async () => {
    for (;;) {
      try {
        const answer = await ask(action, { ...body(), page, steps, turn: mine });
        failing = false;
        return answer;
      } catch (error) {
        if (error instanceof Refused) throw error;
        failing = true;
        saved(T("not saved: the desk does not answer; trying again"));
        await wait(PAUSE.again);
      }
    }
  });
  chain = job.then(
    (answer) => { waiting -= 1; take(answer); if (!waiting) saved((last = T("saved {time}", { time: clock() }))); },
    (error) => { waiting -= 1; saved(error.conflict ? T("not saved yet") : action === "undo" || action === "redo" ? last : T("not saved: {reason}", { reason: error.message })); },
  );
  return job;
}

// Take in segments as the desk has them now.
function take(answer, others = false) {
  for (const view of answer.segments ?? []) {
    const segment = segments.get(view.key);
    if (!segment) continue;
    const changed = segment.stamp !== view.stamp || segment.comment !== view.comment;
    const mine = active?.key === view.key;
    if (others && mine && changed && segment.stamp !== view.stamp && active.field.value !== view.target) {
      if (active.field.value !== active.saved || active.field.value !== active.opened) {
        conflict(view); // it is being edited: both texts are shown
        continue;
      }
      const caret = active.field.selectionStart;
      active.field.value = active.saved = active.opened = view.target;
      active.field.setSelectionRange(caret, caret);
      fit();
    }
    Object.assign(segment, view);
    if (mine && !others && active.conflict === null && active.field.value === view.target) active.saved = view.target;
    show(segment);
    if (others && changed) {
      segment.row.classList.add("news");
      message(T("changed by another hand"));
    }
  }
  if (answer.segments?.length) later("issues", refreshIssues);
  count();
}

const timers = {};
function later(name, work) {
  clearTimeout(timers[name]);
  timers[name] = setTimeout(work, PAUSE[name]);
}

// --- showing

const MARK = /(\\*)<(\/?)(\d{1,6})(\/?)>/g;
function pieces(text) { // as translator/marks.py does it
  const out = [];
  let at = 0;
  let run = "";
  let begin = 0;
  const close = (end) => { if (run) out.push({ text: run, start: begin, end }); run = ""; };
  for (const found of text.matchAll(MARK)) {
    const [whole, slashes, shut, number, alone] = found;
    run += text.slice(at, found.index) + "\\".repeat(slashes.length >> 1);
    if (slashes.length % 2 || (shut && alone)) run += whole.slice(slashes.length);
    else {
      close(found.index + slashes.length);
      out.push({ mark: `⟨${shut}${number}${alone}⟩`, raw: whole.slice(slashes.length), start: found.index + slashes.length, end: found.index + whole.length });
      begin = found.index + whole.length;
    }
    at = found.index + whole.length;
  }
  run += text.slice(at);
  close(text.length);
  return out;
}

function marked(text, spans = []) {
  const out = document.createDocumentFragment();
  for (const piece of pieces(text)) {
    if (piece.mark) {
      const chip = el("span", "mark", piece.mark);
      chip.dataset.raw = piece.raw;
      out.append(chip);
      continue;
    }
    const plain = piece.end - piece.start === piece.text.length;
    let at = 0;
    for (const span of plain ? spans : []) {
      const start = Math.max(span.start - piece.start, at);
      const end = Math.min(span.end - piece.start, piece.text.length);
      if (start >= end) continue;
      out.append(piece.text.slice(at, start), el("span", span.className, piece.text.slice(start, end)));
      at = end;
    }
    out.append(piece.text.slice(at));
  }
  return out;
}

function show(segment) {
  const { row } = segment;
  const issues = open_(segment);
  const here = active?.key === segment.key;
  row.dataset.state = segment.state;
  row.dataset.issues = issues.length;
  row.querySelector(".shown").replaceChildren(marked(segment.target, here ? [] : issues.map((issue) => ({
    start: units(segment.target, issue.start), end: units(segment.target, issue.end), className: "flagged",
  })).filter((span) => span.end > span.start).sort((a, b) => a.start - b.start)));
  row.querySelector(".sign-shown").textContent = (here ? "●" : SIGNS[segment.state]) + (issues.length ? " ⚠" : "");
  const said = [T(STATES[segment.state])];
  if (here) said.push(T("being edited"));
  if (issues.length) said.push(issues.length === 1 ? T("1 issue") : T("{count} issues", { count: issues.length }));
  row.querySelector(".sign-said").textContent = said.join(", ");
  let note = row.querySelector(".note");
  const remark = segment.comment.split("\n").filter((line) => line.trim()).join(" · ");
  if (!remark) note?.remove();
  else {
    if (!note) row.querySelector(".target").append((note = el("p", "note")));
    note.textContent = `✎ ${remark}`;
  }
}

function count() {
  const done = [...segments.values()].filter(finished).length;
  const issues = [...segments.values()].reduce((sum, segment) => sum + open_(segment).length, 0);
  $("done").textContent = T("{done}/{all} confirmed", { done, all: segments.size });
  $("bar").value = done;
  $("count").textContent = issues ? `⚠ ${issues === 1 ? T("1 issue") : T("{count} issues", { count: issues })}` : T("no issues");
}

function fit() {
  const { field } = active;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

function place() { // the active sentence stays where it is on the screen; the text moves under it
  const work = $("work");
  const row = segments.get(active.key).row;
  work.scrollTop = row.offsetTop - segments.get(order[0]).row.offsetTop; // where the first one stands
}

// --- opening a sentence

function shut() {
  if (!active) return;
  keep();
  if (active.confirming && active.field.value !== active.confirmed) lost.set(active.key, active.field.value); // typed while the desk was away
  const segment = segments.get(active.key);
  const left = active;
  active = null;
  left.field.remove();
  segment.row.classList.remove("active");
  segment.row.removeAttribute("aria-current");
  segment.row.querySelector(".found")?.remove();
  segment.row.querySelector(".conflict")?.remove();
  segment.row.querySelector(".shown").hidden = false;
  segment.row.querySelector(".source .text").replaceChildren(marked(segment.source));
  if (left.conflict === null && left.field.value !== segment.target) {
    segment.target = left.field.value; // on its way
    segment.state = left.field.value ? "typed" : "empty";
  }
  show(segment);
}

function go(key, { focus = true } = {}) {
  const segment = segments.get(key);
  if (!segment) return;
  if (active?.conflict && active.key !== key) {
    message(T("changed by another hand"), true);
    return;
  }
  shut();
  const field = $("t-field").content.firstElementChild.cloneNode(true);
  field.value = segment.target;
  field.readOnly = false;
  active = { key, field, saved: segment.target, opened: segment.target, since: performance.now(), seen: performance.now(), spent: 0, conflict: null, ahead: "", confirming: null, confirmed: "", input: 0, terms: [], offers: [] };
  const { row } = segment;
  row.classList.add("active");
  row.classList.remove("news");
  row.setAttribute("aria-current", "true");
  row.querySelector(".shown").hidden = true;
  row.querySelector(".target").prepend(field);
  field.after(el("div", "found"));
  field.addEventListener("input", typed);
  field.addEventListener("blur", () => keep());
  const opened = active;
  field.addEventListener("beforeinput", (event) => {
    if (opened.confirming && !failing) { // typed ahead: it is for the sentence that opens next
      event.preventDefault();
      if (event.inputType === "insertText") opened.ahead += event.data ?? "";
      return;
    }
    if ((event.inputType === "insertLineBreak" || event.inputType === "insertParagraph") && !("breaks" in row.dataset)) event.preventDefault();
  });
  setTimeout(() => { field.dataset.read = "1"; }, READ);
  show(segment);
  fit();
  listIssues();
  place();
  if (focus) {
    field.focus({ preventScroll: true });
    field.setSelectionRange(0, 0);
  }
  delete row.dataset.looked;
  if (lost.has(key)) {
    field.value = lost.get(key);
    lost.delete(key);
  }
  sessionStorage.setItem(`at ${D.slug}`, key); // a page that is loaded again opens here
  look();
}

function step(by, wanted = () => true) {
  const start = active ? order.indexOf(active.key) : by > 0 ? -1 : order.length;
  for (let number = 1; number <= order.length; number += 1) {
    const at = start + by * number;
    const key = order[((at % order.length) + order.length) % order.length];
    if (wanted(segments.get(key), at)) return key;
  }
  return null;
}

const beside = (by) => step(by, (_, at) => at >= 0 && at < order.length) ?? active?.key;

// --- typing

function typed() {
  active.input = performance.now();
  fit();
  message("");
  if (unsaved()) saved(T("not saved yet"));
  else if (!waiting) saved(last); // typed and taken back
  delete active.field.dataset.checked;
  later("check", liveCheck);
  later("save", () => keep());
}

function keep() { // what is typed is kept, unconfirmed
  if (!active || active.conflict || active.confirming || !unsaved()) return null;
  clearTimeout(timers.save);
  const mine = active;
  const segment = segments.get(mine.key);
  const text = mine.field.value;
  const before = mine.saved;
  mine.saved = text;
  return write("type", () => ({ key: mine.key, text, base: segment.stamp })).catch((error) => {
    if (mine.saved === text) mine.saved = before;
    if (error.conflict) conflict(error.conflict, mine, text);
    else {
      if (active !== mine) lost.set(mine.key, text);
      message(error.message, true);
    }
  });
}

function again() { // what could not be saved
  if (unsaved()) keep();
  for (const [key, text] of [...lost]) {
    lost.delete(key);
    if (active?.key === key) continue;
    const segment = segments.get(key);
    write("type", () => ({ key, text, base: segment.stamp })).catch((error) => {
      if (error.conflict) conflict(error.conflict, null, text);
      else lost.set(key, text);
    });
  }
}

function leaving() { // the tab may be closed: the browser sends this even then
  const segment_ = active && segments.get(active.key);
  sessionStorage.setItem("handed", JSON.stringify({
    slug: D.slug, when: Date.now(), page, turn: turn + 1,
    open: active && active.conflict === null && {
      key: active.key, source: segment_.source, previous: segment_.previous, stamp: segment_.stamp, text: active.field.value,
      typed: active.field.value !== active.opened || unsaved(), start: active.field.selectionStart, end: active.field.selectionEnd,
    },
  }));
  if (!active || active.conflict || !unsaved()) return;
  const segment = segments.get(active.key);
  const body = { key: active.key, text: active.field.value, base: segment.stamp, page, steps, turn: ++turn };
  active.saved = active.field.value;
  ask("type", body, { keepalive: true }).then(take).catch(() => {});
}

function spent(mine, away = document.hidden) { // ms that somebody was at this sentence: a pause counts for a minute at most
  const time = performance.now();
  if (D.timing && !away) mine.spent += Math.min(time - mine.seen, IDLE);
  mine.seen = time;
  return Math.round(mine.spent);
}

async function confirm(event) {
  if (event.repeat || !active || active.confirming) return;
  const mine = active;
  const segment = segments.get(mine.key);
  const text = mine.field.value;
  if (mine.conflict) {
    message(T("changed by another hand"), true);
    return;
  }
  if (segment.state === "draft" && text === mine.opened && performance.now() - mine.since < READ) {
    message(T("Have you read it? Press again to confirm the draft as it is."));
    return;
  }
  clearTimeout(timers.save);
  let over;
  mine.confirmed = text;
  mine.confirming = new Promise((done) => { over = done; });
  try {
    const ms = spent(mine);
    const answer = await write("confirm", () => ({ key: mine.key, text, base: segment.stamp, ms }));
    mine.spent = 0;
    await chain;
    mine.confirming = null;
    message(answer.unchanged ? T("confirmed unchanged") : "");
    if (active !== mine) return again();
    mine.opened = answer.segments[0].target;
    if (mine.field.value !== text) { // more was typed on the way: it stays, unconfirmed
      typed();
      return;
    }
    mine.saved = mine.field.value = answer.segments[0].target;
    const next = step(1, (other) => !finished(other));
    if (next === null) message(T("nothing is left to confirm"));
    else go(next);
    if (mine.ahead) put(mine.ahead);
  } catch (error) {
    mine.confirming = null;
    if (mine.ahead && active === mine) put(mine.ahead);
    if (error.conflict) conflict(error.conflict, mine, text);
    else message(error.message, true);
  } finally {
    over();
  }
}

function put(text, { whole = false } = {}) { // as if typed, so that the browser can take it back
  if (!active) return;
  const { field } = active;
  field.focus({ preventScroll: true });
  if (whole) field.select();
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input"));
  }
}

// --- conflicts: both texts stand until the person chooses

function conflict(theirs, mine = active, text = mine?.field.value) {
  const segment = segments.get(theirs.key);
  if (active !== mine || !mine || mine.key !== theirs.key) { // it was left already: open it again with what was typed
    if (active?.conflict) { // one after the other
      lost.set(theirs.key, text);
      return;
    }
    Object.assign(segment, theirs);
    go(theirs.key);
    active.field.value = text;
    fit();
    mine = active;
  }
  mine.conflict = theirs;
  message(T("changed by another hand"), true);
  segment.row.querySelector(".conflict")?.remove();
  const box = $("t-conflict").content.firstElementChild.cloneNode(true);
  box.querySelector(".by").textContent = theirs.by ? `(${theirs.by})` : "";
  box.querySelector(".theirs").replaceChildren(marked(theirs.target));
  box.querySelector(".ours").replaceChildren(marked(mine.field.value));
  mine.field.addEventListener("input", () => box.querySelector(".ours").replaceChildren(marked(mine.field.value)));
  box.addEventListener("click", (event) => {
    const choice = event.target.dataset?.choose;
    if (!choice) return;
    Object.assign(segment, theirs);
    mine.conflict = null;
    box.remove();
    mine.saved = theirs.target;
    mine.opened = theirs.target;
    if (choice === "theirs") mine.field.value = theirs.target;
    mine.field.focus({ preventScroll: true });
    fit();
    if (choice === "ours") keep();
    else { show(segment); saved(T("saved {time}", { time: clock() })); liveCheck(); }
    message("");
  });
  mine.field.after(box);
  place();
}

// --- issues

let checks = 0;
async function liveCheck() {
  if (!active) return;
  const mine = active;
  const text = mine.field.value;
  const number = ++checks;
  try {
    const answer = await ask("check", { key: mine.key, text });
    if (number !== checks || active !== mine || mine.field.value !== text) return; // a newer text is on the way
    const segment = segments.get(mine.key);
    const kept = segment.issues.filter((issue) => issue.document && (!issue.span || text.includes(issue.span)));
    segment.issues = [...answer.issues, ...kept].map((issue) => spanned(issue, text));
    mine.field.dataset.checked = "1";
    show(segment);
    listIssues();
    count();
    showTerms();
  } catch { /* the next key asks again */ }
}

function spanned(issue, text) {
  return { ...issue, span: issue.span ?? text.slice(units(text, issue.start), units(text, issue.end)) };
}

async function refreshIssues() {
  let answer;
  try { answer = await ask("issues", {}); } catch { return; }
  for (const segment of segments.values()) {
    const fresh = (answer.issues[segment.key] ?? []).map((issue) => spanned(issue, segment.target));
    if (active?.key === segment.key && active.field.value !== segment.target) continue; // live checks know better
    if (JSON.stringify(fresh) === JSON.stringify(segment.issues)) continue;
    segment.issues = fresh;
    show(segment);
    if (active?.key === segment.key) listIssues();
  }
  count();
  document.body.dataset.issues = answer.version;
}

function listIssues() {
  const segment = segments.get(active.key);
  const box = segment.row.querySelector(".found");
  box.replaceChildren();
  for (const issue of segment.issues) {
    const line = el("p", `issue ${issue.severity}${issue.ignored ? " ignored" : ""}`);
    line.append(el("span", "issue-text", `${issue.ignored ? "" : "⚠ "}${T(issue.severity)} · ${issue.check}: ${issue.message}`));
    if (issue.ignored) line.append(el("span", "issue-text", ` — ${T("ignored: {reason}", { reason: issue.ignored })}`));
    else {
      if (issue.suggestion !== null) line.append(action(`→ ${issue.suggestion || "∅"}`, "fix", () => fix(issue)));
      line.append(action(T("ignore"), "ignore", () => ignore(issue)));
    }
    box.append(line);
  }
}

function action(text, name, work) {
  const made = el("button", "small", text);
  made.type = "button";
  made.append(" ", el("kbd", "", keysOf(name)));
  made.addEventListener("click", work);
  return made;
}

const current = (wanted = () => true) => (active ? open_(segments.get(active.key)).find(wanted) : undefined);

function fix(issue = current((one) => one.suggestion !== null)) {
  if (!issue) {
    message(T("no issue with a fix here"));
    return;
  }
  const { field } = active;
  const text = field.value;
  let start = units(text, issue.start);
  let end = units(text, issue.end);
  if (issue.span && text.slice(start, end) !== issue.span) { // the text has moved since
    start = text.indexOf(issue.span);
    if (start < 0) return;
    end = start + issue.span.length;
  }
  field.focus({ preventScroll: true });
  if (end > start) field.setSelectionRange(start, end);
  put(issue.suggestion);
}

function ignore(issue = current()) {
  if (!issue) {
    message(T("no issue here"));
    return;
  }
  $("ignore-what").textContent = `${issue.check}: ${issue.message}`;
  $("ignore-reason").value = "";
  const { key } = active;
  dialog("d-ignore", async () => {
    await write("ignore", () => ({ key, check: issue.check, reason: $("ignore-reason").value }));
    await chain;
    await refreshIssues();
  });
}

// --- panels

let looks = 0;
async function look() {
  const number = ++looks;
  const mine = active;
  const still = () => number === looks && active === mine;
  const offers = [];
  $("matches").replaceChildren();
  try {
    const answer = await ask("look", { key: mine.key });
    if (!still()) return;
    mine.terms = answer.terms;
    showTerms();
    showHistory(answer);
    if (answer.alternative) offers.push({ label: T("draft for the new source"), text: answer.alternative });
    const draft = answer.history.find((one) => !["typed, not confirmed", "confirmed", "confirmed unchanged", "signed off"].includes(one.what));
    if (draft && draft.text !== segments.get(mine.key).target) offers.push({ label: T("draft"), text: draft.text });
    showOffers(mine, offers);
  } catch { return; }
  ask("matches", { key: mine.key }).then((answer) => {
    if (!still()) return;
    offers.unshift(...answer.matches.map((match) => ({ label: `${match.score} %`, text: match.target, diff: match.diff, more: [match.by, match.origin, ...(match.penalties ?? [])].filter(Boolean).join(", ") })));
    showOffers(mine, offers);
  }).catch(() => {});
  ask("alternatives", { key: mine.key }).then((answer) => {
    if (!still()) return;
    const known = new Set([...offers.map((offer) => offer.text), segments.get(mine.key).target]);
    offers.push(...answer.alternatives.filter((text) => !known.has(text)).map((text) => ({ label: T("alternative"), text })));
    showOffers(mine, offers);
    segments.get(mine.key).row.dataset.looked = "1"; // all that helps is shown
  }).catch(() => {});
}

function showOffers(mine, offers) {
  mine.offers = offers.slice(0, 9);
  const list = el("ol", "offers");
  mine.offers.forEach((offer, number) => {
    const button = el("button", "offer", el("kbd", "", String(number + 1)), " ", el("span", "score", offer.label), " ");
    button.type = "button";
    const text = el("span", "", marked(offer.text));
    text.lang = D.target;
    button.append(text);
    button.addEventListener("click", () => put(offer.text, { whole: true }));
    const item = el("li", "", button);
    if (offer.diff) item.append(difference(offer.diff), el("small", "", offer.more));
    list.append(item);
  });
  $("matches").replaceChildren(offers.length ? list : el("p", "none", T("no matches")));
}

function difference(parts) {
  const out = el("p", "diff");
  for (const [kind, words] of parts) out.append(kind === "same" ? words : el(kind === "out" ? "del" : "ins", "", words));
  return out;
}

function letters() {
  const out = [];
  for (const term of active?.terms ?? []) for (const form of term.preferred) out.push({ letter: String.fromCharCode(97 + out.length), form, term });
  return out.slice(0, 26);
}

function showTerms() {
  const segment = segments.get(active.key);
  const spans = active.terms.map((term) => ({ start: units(segment.source, term.start), end: units(segment.source, term.end), className: "term" }));
  segment.row.querySelector(".source .text").replaceChildren(marked(segment.source, spans));
  const list = el("ul", "terms");
  for (const { letter, form, term } of letters()) {
    const used = active.field.value.toLowerCase().includes(form.toLowerCase());
    const button = el("button", "offer", el("kbd", "", letter), ` ${term.source} → `, el("strong", "", form));
    button.type = "button";
    button.addEventListener("click", () => put(form));
    const item = el("li", "", button, el("small", used ? "used" : "", used ? " ✓" : ` ${T("not in the text yet")}`));
    if (term.forbidden.length) item.append(el("small", "unwanted", ` · ${T("not wanted")}: ${term.forbidden.join(", ")}`));
    list.append(item);
  }
  $("terms").replaceChildren(list.childElementCount ? list : el("p", "none", T("no terms")));
}

function showHistory(answer) {
  const list = el("ol", "history");
  if (answer.previous.length) list.append(el("li", "", el("small", "", `${T("older source")}: `), difference(answer.previous)));
  for (const one of answer.history) {
    const when = one.when ? new Intl.DateTimeFormat(D.tongue, { dateStyle: "short", timeStyle: "short" }).format(new Date(one.when)) : "";
    const text = el("span", "", marked(one.text));
    text.lang = D.target;
    list.append(el("li", "", el("small", "", [one.who === "unnamed" ? T("unnamed") : one.who, T(one.what), when].filter(Boolean).join(" · ")), ...(one.changed ? [" ", text] : [])));
  }
  $("history").replaceChildren(list.childElementCount ? list : el("p", "none", T("no history")));
}

// --- dialogs

function dialog(id, submit) {
  const box = $(id);
  const form = box.querySelector("form[method=dialog]");
  if (form) {
    form.onsubmit = async (event) => {
      event.preventDefault();
      const wrong = box.querySelector("[role=alert]");
      if (wrong) wrong.textContent = "";
      try {
        if ((submit ? await submit() : "") !== "stay") box.close();
      } catch (error) {
        if (wrong) wrong.textContent = `⚠ ${error.message}`;
        else { box.close(); message(error.message, true); }
      }
    };
  }
  box.querySelector("[role=alert]")?.replaceChildren();
  box.showModal();
  return box;
}

for (const box of document.querySelectorAll("dialog")) {
  box.addEventListener("close", () => active?.field.focus({ preventScroll: true }));
  for (const button of box.querySelectorAll("[data-close]")) button.addEventListener("click", () => box.close());
}

const selection = () => (active ? active.field.value.slice(active.field.selectionStart, active.field.selectionEnd).trim() : "");
const anySelection = () => selection() || String(getSelection()).trim();

function comment() {
  if (!active) return;
  const { key } = active;
  let before = segments.get(key).comment;
  $("comment-text").value = before;
  dialog("d-comment", async () => {
    try {
      await write("comment", () => ({ key, text: $("comment-text").value, before }));
    } catch (error) {
      if (!error.conflict) throw error;
      before = error.conflict.comment; // the next time it is replaced knowingly
      throw new Error(`${T("changed by another hand")}: ${before}`);
    }
    await chain;
  });
}

function addTerm() {
  const inSource = active && segments.get(active.key).row.querySelector(".source").contains(getSelection().anchorNode);
  $("term-source").value = inSource ? String(getSelection()).trim() : "";
  $("term-target").value = selection();
  $("term-kind").value = "";
  $("term-forbidden").value = "";
  dialog("d-term", async () => {
    const row = await ask("add-term", { source: $("term-source").value, target: $("term-target").value, kind: $("term-kind").value, forbidden: $("term-forbidden").value });
    message(T("put into the glossary: {source} → {target}", row));
    await refreshIssues();
    if (active) look();
  });
  ($("term-source").value ? $("term-target") : $("term-source")).focus();
}

function concordance() {
  $("concordance-text").value = anySelection();
  const search = async () => {
    const text = $("concordance-text").value;
    const answer = text.trim() ? await ask("concordance", { text }).catch(() => ({ matches: [] })) : { matches: [] };
    if (text !== $("concordance-text").value) return;
    $("concordance-found").replaceChildren(...answer.matches.map((match) => {
      const source = el("p", "", marked(match.source));
      source.lang = D.source;
      const target = el("p", "", marked(match.target));
      target.lang = D.target;
      return el("li", "two", source, target, el("small", "", [match.by, match.origin].filter(Boolean).join(", ")));
    }));
    if (!answer.matches.length) $("concordance-found").replaceChildren(el("li", "none", T("nothing found")));
  };
  $("concordance-text").oninput = () => later("find", search);
  dialog("d-concordance", search);
  $("d-concordance").querySelector("form").onsubmit = (event) => { event.preventDefault(); search(); };
  search();
}

async function replace(name) {
  let old = selection();
  let fresh = "";
  if (name && !old) {
    const issue = current((one) => /^(name|term)/.test(one.check) && one.span);
    old = issue?.span ?? "";
    fresh = issue?.suggestion ?? "";
  }
  if (active) await keep();
  await chain;
  $("replace-title").textContent = $("replace-title").dataset[name ? "name" : "replace"];
  $("replace-old").value = old;
  $("replace-new").value = fresh;
  $("replace-word").checked = $("replace-case").checked = Boolean(name);
  $("replace-glossary").checked = Boolean(name);
  let found = [];
  const list = $("replace-places");
  const counted = () => { $("replace-count").textContent = T("{count} selected", { count: list.querySelectorAll("input:checked").length }); };
  const search = async () => {
    const body = { old: $("replace-old").value, new: $("replace-new").value, word: $("replace-word").checked, case: $("replace-case").checked };
    const answer = await ask("find", body);
    if (body.old !== $("replace-old").value || body.new !== $("replace-new").value) return;
    found = answer.places;
    list.replaceChildren(...found.map((at, number) => {
      const box = el("input");
      box.type = "checkbox";
      box.checked = at.ticked;
      box.dataset.number = number;
      box.addEventListener("change", counted);
      const label = el("label", "", box, " ", el("small", "", at.ticked ? list.dataset.draft : list.dataset.human), difference(at.diff));
      label.querySelector(".diff").lang = D.target;
      return el("li", at.ticked ? "" : "human", label);
    }));
    if (!found.length) list.replaceChildren(el("li", "none", T("nothing found")));
    counted();
    list.dataset.for = `${body.old}→${body.new}`;
  };
  for (const id of ["replace-old", "replace-new", "replace-word", "replace-case"]) $(id).oninput = () => later("find", () => search().catch((error) => message(error.message, true)));
  list.replaceChildren();
  dialog("d-replace", async () => {
    if (list.dataset.for !== `${$("replace-old").value}→${$("replace-new").value}`) { // nothing is changed that was not shown
      await search();
      return "stay";
    }
    const ticked = [...list.querySelectorAll("input:checked")].map((box) => found[box.dataset.number]);
    if (!ticked.length) {
      message(T("all places are left as they are"));
      return "";
    }
    const body = { texts: ticked.map((at) => [at.key, at.base, at.after]), old: $("replace-old").value, new: $("replace-new").value, glossary: $("replace-glossary").checked };
    const answer = await write("replace", () => body);
    await chain;
    message(T("{count} places changed", { count: answer.count }));
    reopen();
    return "";
  });
  if (old) await search().catch(() => {});
  else list.dataset.for = "→";
  (old && !fresh ? $("replace-new") : old ? $("d-replace").querySelector("button.main") : $("replace-old")).focus();
}

function reopen() { // the open field shows what the desk has now
  if (!active) return;
  const segment = segments.get(active.key);
  if (active.field.value !== segment.target && !active.conflict) {
    active.field.value = active.saved = active.opened = segment.target;
    fit();
    liveCheck();
  }
  look();
}

async function signOff() {
  if (active) await keep();
  await chain;
  const answer = await ask("left", {});
  const name = answer.name === "unnamed" ? T("unnamed") : answer.name;
  $("sign-who").textContent = $("sign-who").dataset.text.replace("{name}", name);
  const issues = answer.rows.filter((row) => row.issues.length).length;
  const comments = answer.rows.filter((row) => row.comment).length;
  const values = { unconfirmed: answer.unconfirmed, issues, comments };
  $("sign-left").textContent = answer.rows.length ? $("sign-left").dataset.left.replace(/\{(\w+)\}/g, (_, key) => values[key]) : $("sign-left").dataset.clear;
  $("sign-rows").replaceChildren(...answer.rows.map((row) => {
    const button = el("button", "offer", marked(row.text));
    button.type = "button";
    button.addEventListener("click", () => { $("d-sign").close(); go(row.key); });
    const said = [...(row.unconfirmed ? [$("sign-rows").dataset.unconfirmed] : []), ...row.issues.map((text) => `⚠ ${text}`), ...(row.comment ? [`✎ ${row.comment}`] : [])];
    return el("li", "", button, el("small", "", said.join(" · ")));
  }));
  const people = $("sign-people");
  people.replaceChildren(...["engines", "translators", "post_editors", "reviewers"].filter((role) => Object.keys(answer[role]).length).map((role) =>
    el("span", "role", `${people.dataset[role]}: ${Object.entries(answer[role]).map(([who, number]) => `${who === "unnamed" ? T("unnamed") : who} (${number})`).join(", ")}`)));
  $("sign-effort").textContent = answer.effort.segments ? $("sign-effort").dataset.text.replace(/\{(\w+)\}/g, (_, key) => answer.effort[key]) : "";
  $("sign-credit").textContent = [answer.credit, answer.origin].filter(Boolean).join(" ");
  $("sign-button").disabled = answer.unconfirmed > 0;
  dialog("d-sign", async () => {
    const done = await write("sign-off", () => ({ name: answer.name }));
    await chain;
    message(T("signed off: {count} sentences", { count: done.count }));
    reopen();
  });
}

async function preview() {
  if (active) await keep();
  await chain;
  const answer = await ask("published", {});
  $("preview-text").textContent = answer.text;
  dialog("d-preview").querySelector("a").focus();
}

// --- undo across segments

// What was typed in the open sentence is the browser's to take back, unless something was done since.
const browsers = () => active && !active.conflict && document.activeElement === active.field && (active.field.value !== active.opened || unsaved()) && active.input > stepped;

async function walk(back, event) {
  if (browsers()) return false;
  event.preventDefault();
  try {
    const answer = await write(back ? "undo" : "redo", () => ({}));
    await chain;
    message(T(back ? "taken back: {what}" : "done again: {what}", { what: T(STEPS[answer.label] ?? answer.label) }));
    const key = answer.segments[0].key;
    if (active && !active.conflict) active.field.value = active.saved = active.opened = segments.get(active.key).target;
    go(key);
  } catch (error) {
    message(error.message, Boolean(error.conflict));
  }
  return true;
}

// --- keys

let termWanted = false;
const keyTable = new Map();
for (const row of D.keys) {
  for (const name of (MAC ? row.mac : row.keys).split(" ")) {
    if (name.includes("1…9")) for (let number = 1; number <= 9; number += 1) keyTable.set(name.replace("1…9", number), { action: row.action, number });
    else keyTable.set(name, { action: row.action });
  }
}
const keysOf = (name) => D.keys.find((one) => one.action === name).shown[MAC ? 1 : 0];

const ACTIONS = {
  confirm,
  next: () => go(beside(1)),
  previous: () => go(beside(-1)),
  "next-issue": () => { const key = step(1, (segment) => open_(segment).length); key ? go(key) : message(T("no issue")); },
  "previous-issue": () => { const key = step(-1, (segment) => open_(segment).length); key ? go(key) : message(T("no issue")); },
  fix: () => fix(),
  ignore: () => ignore(),
  match: (event, number) => { const offer = active?.offers[number - 1]; offer ? put(offer.text, { whole: true }) : message(T("there is no match {number}", { number })); },
  term: () => {
    const known = letters();
    if (!known.length) return message(T("no term here"));
    termWanted = true;
    return message(T("which term? {letters}, Esc for none", { letters: known.map(({ letter, form }) => `${letter} ${form}`).join(" · ") }));
  },
  name: () => replace(true),
  "add-term": addTerm,
  concordance,
  replace: () => replace(false),
  copy: () => active && put(segments.get(active.key).source, { whole: true }),
  restore: async () => {
    if (!active) return;
    const mine = active;
    await keep();
    try {
      const answer = await write("restore", () => ({ key: mine.key, base: segments.get(mine.key).stamp }));
      await chain;
      if (active === mine) { mine.field.value = mine.saved = mine.opened = answer.segments[0].target; fit(); liveCheck(); look(); }
    } catch (error) { error.conflict ? conflict(error.conflict, mine) : message(error.message, true); }
  },
  unconfirm: async () => {
    if (!active) return;
    const mine = active;
    await write("unconfirm", () => ({ key: mine.key, base: segments.get(mine.key).stamp })).catch((error) => (error.conflict ? conflict(error.conflict, mine) : message(error.message, true)));
  },
  comment,
  history: () => $("history").focus(),
  split: () => {
    localStorage.setItem("above", document.body.classList.toggle("above") ? "1" : "");
    if (active) {
      fit();
      place();
    }
  },
  "sign-off": () => signOff(),
  preview: () => preview(),
  leave: () => { active?.field.blur(); $("work").focus({ preventScroll: true }); },
  help: () => dialog("d-help"),
  who: () => dialog("d-who"),
};

function pressed(event) { // the names that a key press may have in the table
  const held = (ctrl, alt, shift, meta) => `${ctrl ? "Ctrl+" : ""}${alt ? "Alt+" : ""}${shift ? "Shift+" : ""}${meta ? "Meta+" : ""}`;
  const mods = held(event.ctrlKey, event.altKey, event.shiftKey, event.metaKey);
  const { key } = event;
  const code = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1];
  const out = [];
  if (/^[\x21-\x7e]$/.test(key)) {
    out.push(mods + key.toUpperCase());
    if (!/[a-z0-9]/i.test(key)) out.push(held(event.ctrlKey, event.altKey, false, event.metaKey) + key); // ? needs Shift
  } else if (key.length > 1) out.push(mods + key);
  else if (key === " ") out.push(`${mods}Space`);
  if (code && (MAC || /\d/.test(code) || !out.length)) out.push(mods + code);
  return out;
}

document.addEventListener("keydown", async (event) => {
  if (active) spent(active);
  if (event.isComposing || event.getModifierState("AltGraph") || document.querySelector("dialog[open]")) return;
  if (termWanted && !["Shift", "Alt", "Control", "Meta"].includes(event.key)) {
    termWanted = false;
    event.preventDefault();
    message("");
    const found = letters().find(({ letter }) => letter === event.key.toLowerCase());
    if (found) put(found.form);
    return;
  }
  const name = pressed(event).find((one) => keyTable.has(one));
  if (!name) {
    if (event.key === "Enter" && active && document.activeElement === $("work")) { event.preventDefault(); active.field.focus({ preventScroll: true }); }
    return;
  }
  const { action: what, number } = keyTable.get(name);
  const inField = /^(?:INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (name.length === 1 && inField) return; // ? is a character there
  if (what === "undo" || what === "redo") {
    if (browsers()) return;
    walk(what === "undo", event);
    return;
  }
  event.preventDefault();
  try {
    if (active?.confirming && !failing && !event.repeat && what !== "confirm") await active.confirming; // the next sentence is about to open
    await ACTIONS[what](event, number);
  } catch (error) {
    message(error.message, true);
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) { ACTIONS[button.dataset.do](event); return; }
  const chip = event.target.closest(".segment.active .source .mark");
  if (chip) { put(chip.dataset.raw); return; }
  const row = event.target.closest(".segment");
  if (row && !row.classList.contains("active") && !String(getSelection())) go(row.dataset.key);
});

// --- news

async function news() {
  later("news", news);
  if (document.hidden || waiting) return;
  try {
    const response = await fetch(`/a/${encodeURIComponent(D.slug)}/news?since=${version}&page=${page}&started=${encodeURIComponent(D.started)}`);
    if (!response.ok) { // it answers, but not with the article
      const answer = await response.json().catch(() => ({ error: response.statusText }));
      message([answer.error, answer.hint].filter(Boolean).join("; "), true);
      return;
    }
    const answer = await response.json();
    if (failing) { failing = false; saved(""); }
    if (waiting) return; // a write has begun meanwhile: its answer is newer
    again();
    const moved = answer.keys && answer.keys.join() !== order.join();
    if (moved && active && performance.now() - active.input < PAUSE.reload) {
      message(T("a new version of the article has come; it is shown when you pause"));
      return;
    }
    D.started = answer.started;
    const changed = answer.segments.filter((view) => { const own = segments.get(view.key); return own && (own.stamp !== view.stamp || own.comment !== view.comment); });
    version = answer.version;
    if (moved) {
      await keep();
      await chain;
      location.reload();
      return;
    }
    if (changed.length) take({ segments: changed }, true);
  } catch {
    failing = true;
    saved(T("not saved: the desk does not answer; trying again"));
  }
}

addEventListener("focus", () => later("news", news));
document.addEventListener("visibilitychange", () => {
  if (active) spent(active, !document.hidden); // until it was hidden, and not while it was
  if (document.hidden) keep();
  else news();
});
addEventListener("pagehide", leaving);
addEventListener("beforeunload", (event) => {
  keep();
  if (lost.size || (failing && (waiting || unsaved()))) event.preventDefault(); // the text would be lost
});

// --- begin

for (const segment of segments.values()) {
  segment.issues = segment.issues.map((issue) => spanned(issue, segment.target));
  show(segment);
}
count();
document.body.classList.toggle("above", localStorage.getItem("above") === "1");
const ask_ = sessionStorage.getItem("asked") ? null : document.querySelector("dialog[data-ask]");
const place_ = sessionStorage.getItem(`at ${D.slug}`);
const open = mine_?.open;
const goes = open && (segments.has(open.key) ? open.key : order.find((key) => [open.source, open.previous || open.source].includes(segments.get(key).previous)));
const gone = open && open.typed && !goes;
go(goes ?? (segments.has(place_) ? place_ : (order.find((key) => !finished(segments.get(key))) ?? order[0])), { focus: !ask_ && !gone });
if (goes) {
  if (open.typed && active.field.value !== open.text) {
    if (goes === open.key) segments.get(goes).stamp = open.stamp; // what others wrote since is a conflict
    active.field.value = open.text;
    typed();
  }
  active.field.setSelectionRange(open.start, open.end);
}
if (gone) message(T("the sentence is no longer in the article; what was typed there: {text}", { text: open.text }), true);
if (ask_) {
  ask_.showModal();
  ask_.addEventListener("close", () => sessionStorage.setItem("asked", "1"));
}
later("news", news);
document.body.dataset.ready = "1";
