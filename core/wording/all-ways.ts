import type { Language } from "./language.ts";
import type { Ways } from "./ways.ts";
import { waysEn } from "./ways-en.ts";
import { waysEs } from "./ways-es.ts";
import { waysFr } from "./ways-fr.ts";

export const ways: Readonly<Record<Language, Ways>> = { en: waysEn, es: waysEs, fr: waysFr };
