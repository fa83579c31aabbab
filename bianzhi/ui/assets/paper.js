/* Tables on paper are made when somebody prints, from what stands beside each table of the screen (components/paper.py):
   a page that is only looked at has none of their thousands of cells. Words are set as text, never as markup. */
(() => {
  const places = () => document.querySelectorAll(".bz-paper[data-table]");
  const cell = (kind, words, isFigure, unbroken) => {
    const made = document.createElement(kind);
    made.textContent = words;
    made.classList.toggle("figure", isFigure);
    made.classList.toggle("short", words.length <= unbroken);
    return made;
  };
  const line = (kind, words, told) => {
    const made = document.createElement("tr");
    made.append(...words.map((word, place) => cell(kind, word, told.figures[place], told.unbroken)));
    return made;
  };
  const table = (told) => {
    const made = document.createElement("table");
    if (told.note) made.createCaption().textContent = told.note;
    const head = line("th", told.heads, told);
    for (const each of head.children) each.scope = "col";
    made.createTHead().append(head);
    made.createTBody().append(...told.rows.map((words) => line("td", words, told)));
    return made;
  };
  const fill = () => places().forEach((place) => place.replaceChildren(table(JSON.parse(place.dataset.table))));
  const clear = () => places().forEach((place) => place.replaceChildren());
  addEventListener("beforeprint", fill);
  addEventListener("afterprint", clear);
})();
