// Bundles what pages draw charts with, and collects the licences of all that is in the bundle.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const target = new URL("../../../planner/report/page/static/", import.meta.url);
const options = {
  entryPoints: ["entry.mjs"],
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "charts",
  legalComments: "none",
  metafile: true,
  write: false,
};
// d3-delaunay is published with these two inside
const INSIDE = ["delaunator", "robust-predicates"];

const packagesIn = (metafile) => {
  const [output] = Object.values(metafile.outputs);
  const names = Object.entries(output.inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
    .filter(Boolean);
  return [...new Set([...names, ...INSIDE])].sort();
};

const licences = (names) => {
  const holders = new Map();
  for (const name of names) {
    const folder = `node_modules/${name}`;
    const { version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const text = readFileSync(`${folder}/${file}`, "utf8").trim().replace(/[ \t\r]+$/gm, "");
    holders.set(text, [...(holders.get(text) ?? []), `${name} ${version}`]);
  }
  return [...holders].map(([text, who]) => `${who.join(", ")}\n\n${text}\n`).join(`\n${"-".repeat(80)}\n\n`);
};

const { metafile } = await build(options);
const text = licences(packagesIn(metafile));
// the bundle travels inside pages, and the licences ask to travel with it
const banner = { js: `/*!\n${text}*/` };
const [bundle] = (await build({ ...options, banner })).outputFiles;
writeFileSync(new URL("LICENSES.txt", target), text);
writeFileSync(new URL("charts.min.js", target), bundle.contents);
console.log(createHash("sha256").update(bundle.contents).digest("hex"));
