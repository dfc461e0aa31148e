// All that the charts of the web app take from others; build.mjs bundles it.
export {
  axisX,
  axisY,
  dot,
  gridX,
  gridY,
  line,
  lineY,
  link,
  plot,
  rectY,
  ruleX,
  ruleY,
  text,
} from "@observablehq/plot";
export { brushX } from "d3-brush";
export { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
export { geoEqualEarth, geoPath } from "d3-geo";
export { scaleSqrt, scaleUtc } from "d3-scale";
export { create, select } from "d3-selection";
export { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from "d3-shape";
export { utcDay, utcMonday, utcMonth } from "d3-time";
export { zoom, zoomIdentity, zoomTransform } from "d3-zoom";
export { feature, mesh } from "topojson-client";
