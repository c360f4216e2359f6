/** Line drawings on a grid of 24, as thick as the type beside them. */
const paths = {
  access:
    "M12 3.5a1.6 1.6 0 1 0 .01 0ZM5 8.5c4.5 1.2 9.5 1.2 14 0M12 9.5v5M12 14.5 8.5 21M12 14.5l3.5 6.5",
  back: "M20 12H5M11 6l-6 6 6 6",
  help: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.8v.2M12 2.5a9.5 9.5 0 1 0 .01 0Z",
  restart: "M4 12a8 8 0 1 0 2.6-5.9L4 8.5M4 3.5v5h5",
  language: "M12 3a9 9 0 1 0 .01 0ZM3 12h18M12 3c3.2 2.6 3.2 15.4 0 18M12 3c-3.2 2.6-3.2 15.4 0 18",
  cash: "M3 7h18v11H3ZM12 10a2.5 2.5 0 1 0 .01 0ZM6 10v5M18 10v5",
  card: "M3 6h18v13H3ZM3 10.5h18M6.5 15.5H11",
  tick: "m5 12.5 4.5 4.5L19 7.5",
  cross: "M6 6l12 12M18 6 6 18",
  erase: "M9 6h11v12H9l-6-6ZM12 9.5l5 5M17 9.5l-5 5",
  alert: "M12 4 2.5 20h19ZM12 10v4.5M12 17.3v.2",
  off: "M12 3.5v8M7 6.5a7.5 7.5 0 1 0 10 0",
  clock: "M12 3a9 9 0 1 0 .01 0ZM12 7.5V12l3.5 2",
  phone:
    "M6 3.5h3.5l1.5 4.5-2 1.5c1 2.5 3 4.5 5.5 5.5l1.5-2 4.5 1.5V18c0 1.5-1 2.5-2.5 2.5C10.5 20.5 3.5 13.5 3.5 6 3.5 4.5 4.5 3.5 6 3.5Z",
  next: "M4 12h15M13 6l6 6-6 6",
  link: "M4 10a12 12 0 0 1 16 0M7.5 13.5a7 7 0 0 1 9 0M12 18v.2M4 4l16 16",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
