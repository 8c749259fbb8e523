"use strict";
(() => {
  // The card of what the pointer or the focus is on. Without this script every link still leads to its table row.
  const card = document.getElementById("card");
  const narrow = matchMedia("(max-width: 48rem)");
  let shown = null; // the element that the card tells of
  let waiting = 0;

  const content = (owner) => {
    const id = owner.dataset.card;
    const template = document.getElementById("card-" + id);
    if (template) return template.content.cloneNode(true);
    const source = document.getElementById(id);
    if (!source) return null;
    const copy = document.createDocumentFragment();
    for (const child of source.childNodes) copy.append(child.cloneNode(true));
    for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
    return copy;
  };

  const place = () => {
    if (!shown) return;
    card.style.left = card.style.top = "";
    if (narrow.matches) return;
    const at = shown.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    const left = Math.min(at.left + at.width / 2 - size.width / 2, innerWidth - size.width - 8);
    const below = at.bottom + 6;
    const fits = below + size.height <= innerHeight - 8;
    card.style.left = Math.max(8, left) + "px";
    card.style.top = Math.max(8, fits ? below : at.top - size.height - 6) + "px";
  };

  const show = (owner) => {
    clearTimeout(waiting);
    if (owner === shown) return;
    const inside = content(owner);
    if (!inside) return;
    hide();
    card.replaceChildren(inside);
    card.hidden = false;
    shown = owner;
    emphasise(owner, true);
    place();
    const at = owner.getBoundingClientRect();
    if (narrow.matches && at.bottom > innerHeight - card.offsetHeight) {
      scrollBy(0, at.bottom - innerHeight + card.offsetHeight + 24);
    }
  };

  const hide = () => {
    clearTimeout(waiting);
    if (!shown) return;
    emphasise(shown, false);
    card.hidden = true;
    shown = null;
  };

  // --- the sentence and the words of the context, as ranges of the article ---

  const texts = (line) => {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => (node.parentElement.closest(".tag") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    });
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };

  const ranges = (article, numbers) => {
    const found = [];
    let at = 0;
    for (const line of article.querySelectorAll(".line")) {
      for (const node of texts(line)) {
        for (let i = 0; i + 1 < numbers.length; i += 2) {
          const start = Math.max(numbers[i] - at, 0);
          const end = Math.min(numbers[i + 1] - at, node.length);
          if (start < end) {
            const range = new Range();
            range.setStart(node, start);
            range.setEnd(node, end);
            found.push(range);
          }
        }
        at += node.length;
      }
    }
    return found;
  };

  const emphasise = (owner, on) => {
    const id = owner.dataset.card;
    for (const part of document.querySelectorAll(`mark[data-card="${CSS.escape(id)}"]`)) part.classList.toggle("on", on);
    const row = document.getElementById(id);
    if (row && row.matches("tbody")) row.classList.toggle("on", on);
    const template = document.getElementById("card-" + id);
    if (!template || !("highlights" in CSS)) return;
    CSS.highlights.clear();
    const article = document.getElementById(template.dataset.article);
    if (!on || !article) return;
    for (const name of ["sentence", "parts"]) {
      const numbers = (template.dataset[name] || "").split(" ").filter(Boolean).map(Number);
      if (numbers.length) CSS.highlights.set(name, new Highlight(...ranges(article, numbers)));
    }
  };

  // --- pointer and keyboard ---

  const owner = (target) => (target instanceof Element ? target.closest("[data-card]") : null);

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    clearTimeout(waiting);
    const found = owner(event.target);
    if (found) waiting = setTimeout(show, shown ? 40 : 120, found);
    else if (!card.contains(event.target) && !card.contains(document.activeElement)) waiting = setTimeout(hide, 300);
  });
  document.addEventListener("focusin", (event) => {
    const found = owner(event.target);
    if (found && event.target.matches(":focus-visible")) show(found);
    else if (!found && !card.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const found = owner(event.target);
    if (!found) {
      if (!card.contains(event.target) || event.target.closest("a")) hide();
      return;
    }
    if (narrow.matches || !event.target.closest("a")) {
      event.preventDefault();
      show(found);
      if (event.detail === 0) card.focus(); // from the keyboard
    } else {
      hide();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    const back = card.contains(document.activeElement) ? shown : null;
    hide();
    if (back) (back.matches("a") ? back : back.querySelector(".tag") || back).focus();
  });
  for (const map of document.querySelectorAll("svg.map")) {
    const around = map.parentElement; // where the map is wider than the screen, its middle comes first
    around.scrollLeft = (around.scrollWidth - around.clientWidth) / 2;
  }
  addEventListener("scroll", place, { capture: true, passive: true });
  addEventListener("resize", place);
})();
