// The sign of each layer: a shape as well as a colour, so that neither has to be told apart alone.

import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from "../vendor/plot.js";

const SHAPES = {
  event: symbolCircle,
  statement: symbolSquare,
  position: symbolDiamond,
  forecast: symbolTriangle,
};

export const LAYERS = Object.keys(SHAPES);

/** The layer where it is one of the four, else "event". */
export const layerOf = (layer) => (Object.hasOwn(SHAPES, layer) ? layer : "event");

/** The path of a layer's sign around 0, 0, as large as the area in square pixels says. */
export const signOf = (layer, area) => symbol(SHAPES[layerOf(layer)], area)();
