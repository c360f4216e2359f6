/**
 * The panel that this terminal has, so that a millimetre on it is one. Given once by the page's address
 * (?ppmm=2.71&bottomMm=700&heightMm=708) and kept.
 */

/** Pixels a millimetre of a 15.6 inch panel of 1920 by 1080. */
const DEFAULT_PPMM = 5.56;
/** How high the panel's lower edge hangs above the floor where nobody said. */
const DEFAULT_BOTTOM_MM = 800;
/** As high as a seated person reaches (ADA 308.2.1). */
const REACH_MM = 1_220;
/** The smallest panel that the screens are drawn for, in its own millimetres. */
const DRAWN_SHORT_MM = 194;
const DRAWN_LONG_MM = 345;
/** A panel twice as large shows things larger, but more of it goes to room around them. */
const ROOM_POWER = 0.7;
const KEPT = "kiosk.profile";

interface Profile {
  readonly ppmm: number;
  readonly bottomMm: number;
  readonly heightMm: number | null;
}

function readProfile(): Profile {
  const kept = JSON.parse(localStorage.getItem(KEPT) ?? "{}") as Partial<Profile>;
  const given = new URLSearchParams(location.search);
  const number = (name: "ppmm" | "bottomMm" | "heightMm"): number | null => {
    const value = Number(given.get(name) ?? kept[name] ?? Number.NaN);
    return value > 0 ? value : null;
  };
  const profile: Profile = {
    ppmm: number("ppmm") ?? DEFAULT_PPMM,
    bottomMm: number("bottomMm") ?? DEFAULT_BOTTOM_MM,
    heightMm: number("heightMm"),
  };
  localStorage.setItem(KEPT, JSON.stringify(profile));
  return profile;
}

/** Sets the page's sizes: `--mm` is a true millimetre, `--u` the one that everything is drawn in. */
export function applyProfile(): void {
  const { ppmm, bottomMm, heightMm } = readProfile();
  const apply = (): void => {
    const { innerWidth: width, innerHeight: height } = window;
    const short = Math.min(width, height) / ppmm / DRAWN_SHORT_MM;
    const long = Math.max(width, height) / ppmm / DRAWN_LONG_MM;
    const fits = Math.min(short, long);
    // A window that is smaller than any panel, as on somebody's desk, shows all of it smaller: nobody touches it there.
    const room = fits < 1 ? fits : fits ** ROOM_POWER;
    const panelMm = heightMm ?? height / ppmm;
    const reachTopMm = Math.max(0, panelMm - (REACH_MM - bottomMm));
    const { style } = document.documentElement;
    style.setProperty("--mm", `${String(ppmm)}px`);
    style.setProperty("--u", `${(ppmm * room).toFixed(3)}px`);
    style.setProperty("--reach-top", `${(reachTopMm * ppmm).toFixed(1)}px`);
  };
  apply();
  window.addEventListener("resize", apply);
}
