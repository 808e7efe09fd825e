"use strict";
// Draws the charts of the page, says figures under the pointer, and puts tables in order.
(() => {
  const specs = JSON.parse(document.getElementById("charts").textContent);
  const themes = JSON.parse(document.getElementById("themes").textContent);
  const night = window.matchMedia("(prefers-color-scheme: dark)");
  const tip = document.getElementById("tip");
  const LONGEST = 120; // characters of a name under the pointer

  // Colours are named in specifications; where names of the scenario stand, nothing is changed, whatever they are.
  const held = new Set(["data", "domain"]);
  const painted = (value, colours) => {
    if (Array.isArray(value)) return value.map((one) => painted(one, colours));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, held.has(key) ? one : painted(one, colours)]));
    }
    return typeof value === "string" && value in colours ? colours[value] : value;
  };

  const fitted = (spec, width) => {
    if (!spec.vconcat) return { ...spec, width };
    return { ...spec, vconcat: spec.vconcat.map((one) => fitted(one, width)) };
  };

  const shortened = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

  const say = (_handler, event, _item, value) => {
    if (!value) {
      tip.hidden = true;
      return;
    }
    const rows = Object.entries(value).map(([key, text]) => {
      const row = document.createElement("p");
      const name = document.createElement("span");
      const told = document.createElement("bdi");
      name.textContent = key;
      told.textContent = shortened(String(text));
      row.append(name, told);
      return row;
    });
    tip.replaceChildren(...rows);
    tip.hidden = false;
    const left = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8);
    const below = event.clientY + 16 + tip.offsetHeight < window.innerHeight;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${below ? event.clientY + 16 : Math.max(8, event.clientY - tip.offsetHeight - 12)}px`;
  };

  const PAPER = 680; // pixels of an A4 page between its margins
  const views = new Map();
  const draw = async (place, paper) => {
    const theme = paper || !night.matches ? themes.light : themes.dark;
    const spec = painted(specs[place.dataset.chart], theme.colours);
    const room = Math.min(Math.floor(place.clientWidth), paper ? PAPER : Infinity);
    const autosize = spec.vconcat ? "pad" : { type: "fit-x", contains: "padding" };
    const whole = { ...fitted(spec, room), padding: { left: 2, right: 18, top: 4, bottom: 2 } };
    const { spec: drawing } = charts.compile(whole, { config: theme.config });
    // not left to Vega-Lite, which warns of heights by steps although fit-x leaves heights alone
    const parsed = charts.parse({ ...drawing, autosize }, undefined, { ast: true });
    views.get(place)?.finalize();
    const view = new charts.View(parsed, {
      expr: charts.expressionInterpreter,
      renderer: "svg",
      container: place,
      hover: true,
      logLevel: charts.Warn,
      tooltip: say,
    });
    views.set(place, view);
    await view.runAsync();
    // what is one above the other does not fit itself to a width: its axes are as wide as their labels
    if (spec.vconcat) view.width(view.width() + room - place.querySelector("svg").viewBox.baseVal.width);
    // legends whose columns follow from the width are only as high as they are after the first run
    await view.resize().runAsync();
  };

  const places = [...document.querySelectorAll("[data-chart]")];
  const drawn = Promise.all(places.map((place) => draw(place, false)));
  drawn.then(() => document.documentElement.setAttribute("data-drawn", ""));

  let width = window.innerWidth;
  let waiting = 0;
  window.addEventListener("resize", () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => places.forEach((place) => draw(place, false)), 150);
  });
  night.addEventListener("change", () => places.forEach((place) => draw(place, false)));
  const unfolded = [];
  window.addEventListener("beforeprint", () => {
    unfolded.push(...document.querySelectorAll("details.grid:not([open])"));
    unfolded.forEach((one) => one.setAttribute("open", ""));
    places.forEach((place) => draw(place, true));
  });
  window.addEventListener("afterprint", () => {
    unfolded.splice(0).forEach((one) => one.removeAttribute("open"));
    places.forEach((place) => draw(place, false));
  });
  window.addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });

  const key = (row, column) => {
    const text = row.cells[column].dataset.sort;
    const number = Number(text);
    return text === "" ? null : Number.isNaN(number) ? text : number;
  };
  const inOrder = new Intl.Collator("en", { numeric: true });
  const before = (one, other) => (typeof one === "number" && typeof other === "number" ? one - other : inOrder.compare(String(one), String(other)));

  document.querySelectorAll("table.sortable").forEach((table) => {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (![...body.rows].some((row) => row.cells[column].dataset.sort)) return;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const falling = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((one) => one.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", falling ? "descending" : "ascending");
        const rows = [...body.rows].sort((one, other) => {
          const [mine, yours] = [key(one, column), key(other, column)];
          if (mine === null || yours === null) return (mine === null) - (yours === null);
          return falling ? before(yours, mine) : before(mine, yours);
        });
        body.append(...rows);
      });
    });
  });
})();
