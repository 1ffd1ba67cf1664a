export interface Division {
  spans: number[];
  cost: number;
  /** Another division costs the same. */
  tied: boolean;
}

/**
 * Divides `units` neighbours among `owners`, in order, each getting at least one, at the least cost. Of equal
 * divisions the one that gives more to the later owners wins. Undefined where there are fewer units than owners.
 */
export function divide(
  owners: number,
  units: number,
  cost: (owner: number, from: number, count: number) => number,
): Division | undefined {
  if (owners === 0 || units < owners) return undefined;
  const spare = units - owners;
  if (owners * (spare + 1) ** 2 > 200_000) {
    return {
      spans: Array.from({ length: owners }, (_, at) => (at === owners - 1 ? spare + 1 : 1)),
      cost: 0,
      tied: true,
    };
  }
  // best[owner][given]: owners from `owner` on, when the owners before took `given` units beyond one each.
  const best: { cost: number; take: number; ways: number }[][] = [];
  for (let owner = owners - 1; owner >= 0; owner--) {
    best[owner] = [];
    for (let given = 0; given <= spare; given++) {
      let choice = { cost: Infinity, take: 1, ways: 0 };
      for (let take = 1; take <= spare - given + 1; take++) {
        if (owner === owners - 1 && take !== spare - given + 1) continue;
        const rest = owner === owners - 1 ? { cost: 0, ways: 1 } : best[owner + 1]![given + take - 1]!;
        const total = cost(owner, owner + given, take) + rest.cost;
        if (total < choice.cost - 1e-9) choice = { cost: total, take, ways: rest.ways };
        else if (Math.abs(total - choice.cost) < 1e-9) choice.ways += rest.ways;
      }
      best[owner]![given] = choice;
    }
  }
  const spans: number[] = [];
  let given = 0;
  for (let owner = 0; owner < owners; owner++) {
    const { take } = best[owner]![given]!;
    spans.push(take);
    given += take - 1;
  }
  const first = best[0]![0]!;
  return { spans, cost: first.cost, tied: first.ways > 1 };
}
