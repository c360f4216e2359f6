/** Houses in four shapes, so that a street looks like one. What is lit is the style's to say, by the house's state. */
type Box = readonly [x: number, y: number, width: number, height: number];

interface Shape {
  readonly wall: Box;
  readonly roof: string;
  readonly chimney: Box | null;
  /** The first stays lit when little is left. */
  readonly panes: readonly Box[];
  readonly door: Box;
}

const shapes: readonly Shape[] = [
  {
    wall: [22, 48, 76, 44],
    roof: "M14 50 60 18 106 50Z",
    chimney: [78, 18, 10, 22],
    panes: [
      [32, 58, 16, 16],
      [72, 58, 16, 16],
      [54, 32, 12, 11],
    ],
    door: [53, 68, 14, 24],
  },
  {
    wall: [30, 34, 60, 58],
    roof: "M24 36 60 12 96 36Z",
    chimney: null,
    panes: [
      [40, 64, 14, 14],
      [40, 42, 14, 14],
      [66, 42, 14, 14],
    ],
    door: [66, 66, 14, 26],
  },
  {
    wall: [12, 58, 96, 34],
    roof: "M6 60 24 36H96L114 60Z",
    chimney: [30, 28, 10, 16],
    panes: [
      [22, 66, 18, 14],
      [76, 66, 22, 14],
      [46, 66, 8, 14],
    ],
    door: [58, 66, 13, 26],
  },
  {
    wall: [26, 40, 68, 52],
    roof: "M20 42V30H100V42Z",
    chimney: [34, 20, 9, 12],
    panes: [
      [34, 66, 26, 16],
      [34, 48, 12, 11],
      [54, 48, 12, 11],
      [74, 48, 12, 11],
    ],
    door: [70, 66, 15, 26],
  },
];

export function HouseDrawing({ seed, hasGas }: { seed: string; hasGas: boolean }) {
  const { wall, roof, chimney, panes, door } = shapeOf(seed);
  return (
    <svg class="drawing" viewBox="0 0 120 100" aria-hidden="true">
      {chimney !== null && <rect class="roof" {...boxed(chimney)} />}
      <rect class="wall" {...boxed(wall)} />
      <path class="roof" d={roof} />
      <rect class="door" {...boxed(door)} rx="1.5" />
      {panes.map((pane) => (
        <rect class="pane" key={pane.join()} {...boxed(pane)} rx="1.5" />
      ))}
      {hasGas && (
        <path
          class="flame"
          d="M108 92c-5 0-8-3-8-7 0-3 2-5 3-8 1 1 2 2 2 4 2-3 2-6 1-10 6 3 10 8 10 14 0 4-3 7-8 7Z"
        />
      )}
      <path class="ground" d="M-40 93H160" />
    </svg>
  );
}

function boxed([x, y, width, height]: Box) {
  return { x, y, width, height };
}

function shapeOf(seed: string): Shape {
  let sum = 0;
  for (const letter of seed) sum += letter.codePointAt(0) ?? 0;
  const shape = shapes[sum % shapes.length];
  if (shape === undefined) throw new Error("there is a shape");
  return shape;
}
