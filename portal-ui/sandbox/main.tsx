import "@fontsource-variable/public-sans/wght.css";
import "./styles/base.css";
import "./styles/page.css";
import "./styles/faults.css";
import "./styles/town.css";
import "./styles/household.css";
import "./styles/phone.css";
import "./styles/call.css";
import "./styles/kiosk.css";
import { render } from "preact";
import { connect } from "./live.ts";
import { SandboxPage } from "./page.tsx";
import { giveVoice } from "./voice.ts";

const place = document.querySelector("#page");
if (place === null) throw new Error("the page has its place");
render(<SandboxPage />, place);
connect();
giveVoice();
