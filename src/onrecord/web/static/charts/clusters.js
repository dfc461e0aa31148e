// Marks that would lie on each other become one mark with their number.

/** The items in groups from left to right, no two groups closer than `apart` pixels.
 *
 * Each item has an `x`; a group is {x, items}, its x the mean of its items. A group that comes too close to the one
 * before joins it, and that one may then come too close to the one before it.
 */
export function clustered(items, apart) {
  const groups = [];
  for (const item of [...items].sort((a, b) => a.x - b.x)) {
    let group = { x: item.x, items: [item] };
    while (groups.length > 0 && group.x - groups.at(-1).x < apart) group = joined(groups.pop(), group);
    groups.push(group);
  }
  return groups;
}

function joined(one, other) {
  const items = one.items.concat(other.items);
  return { x: (one.x * one.items.length + other.x * other.items.length) / items.length, items };
}
