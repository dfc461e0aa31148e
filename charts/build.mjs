// Writes vendor/plot.js, vendor/world.json and vendor/LICENSES.txt of the web app, from what package-lock.json names.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { mergeArcs } from "topojson-client";

const here = dirname(fileURLToPath(import.meta.url));
const vendor = join(here, "../src/onrecord/web/static/vendor");
const RUSSIA = "643";
const UKRAINE = "804";
const CRIMEA_ARCS = "[[163,164]]";

/** The names of the packages of which something is in the bundle. */
function packagesOf(metafile) {
  const [bundle] = Object.values(metafile.outputs);
  const paths = Object.keys(bundle.inputs).filter((path) => bundle.inputs[path].bytesInOutput > 0);
  const names = paths.map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

function versionOf(name) {
  return JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8")).version;
}

function licenceOf(name) {
  const folder = join(here, "node_modules", name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} brings no licence: find it before it is shipped`);
  return `${name} ${versionOf(name)}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}

/** The outlines of countries. Natural Earth draws who holds a place; Crimea is set back to Ukraine, as in resolution
 * 68/262 of the General Assembly of the United Nations, because the country codes counted on the map are those of
 * the United Nations, too. */
function outlines() {
  const world = JSON.parse(readFileSync(join(here, "node_modules/world-atlas/countries-110m.json"), "utf8"));
  const countries = world.objects.countries.geometries;
  const [russia, ukraine] = [RUSSIA, UKRAINE].map((id) => countries.find((country) => country.id === id));
  const rest = russia.arcs.filter((polygon) => JSON.stringify(polygon) !== CRIMEA_ARCS);
  if (rest.length !== russia.arcs.length - 1)
    throw new Error("the arcs of Crimea have moved: see CRIMEA_ARCS");
  russia.arcs = rest;
  const whole = mergeArcs(world, [ukraine, { type: "Polygon", arcs: JSON.parse(CRIMEA_ARCS) }]);
  Object.assign(ukraine, whole);
  return { ...world, objects: { countries: world.objects.countries } };
}

const made = await build({
  absWorkingDir: here,
  entryPoints: ["vendored.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  charset: "utf8",
  metafile: true,
  write: false,
});
const packages = packagesOf(made.metafile);
const named = [...packages, "world-atlas", "esbuild"].map((name) => `${name} ${versionOf(name)}`).join(", ");
mkdirSync(vendor, { recursive: true });
const banner = `/* Made by \`make charts\` from ${named}. Licences: LICENSES.txt */\n`;
writeFileSync(join(vendor, "plot.js"), banner + made.outputFiles[0].text);
writeFileSync(join(vendor, "world.json"), `${JSON.stringify(outlines())}\n`);
writeFileSync(
  join(vendor, "LICENSES.txt"),
  [...packages, "world-atlas"].map(licenceOf).join(`\n${"-".repeat(80)}\n\n`),
);
