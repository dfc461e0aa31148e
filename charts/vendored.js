// All that the charts of the web app take from others; build.mjs bundles it.
export {
  areaY,
  axisX,
  axisY,
  barX,
  dot,
  dotX,
  dotY,
  frame,
  geo,
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
  textX,
  tickX,
} from "@observablehq/plot";
export { brushX } from "d3-brush";
export { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
export { geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
export { scaleLinear, scaleSqrt, scaleUtc } from "d3-scale";
export { create, pointer, select } from "d3-selection";
export { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from "d3-shape";
export { utcDay, utcMonday, utcMonth } from "d3-time";
export { zoom, zoomIdentity, zoomTransform } from "d3-zoom";
export { feature, mesh } from "topojson-client";
