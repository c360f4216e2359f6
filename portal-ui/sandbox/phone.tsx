import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { CallScreen } from "./call.tsx";
import { phoneText } from "../phone-text.ts";
import { call, messages, picked, pickedDistrict } from "./live.ts";
import { type Tab, Tabs } from "./tabs.tsx";
import { Texts } from "./texts.tsx";

/** The picked household's handset: texts and calls to its utility. */
export function Phone() {
  const house = picked.value;
  const district = pickedDistrict.value;
  const shown = useSignal("texts");
  const seen = useSignal(0);
  const own = messages.value.filter((message) => message.number === district?.number);
  useEffect(() => {
    if (shown.value === "texts") seen.value = own.length;
  }, [shown.value, own.length]);
  if (house === null || district === null) return null;
  const { name } = district;
  const isBusy = ["incoming", "ringing", "up", "put_through"].includes(call.value?.state ?? "");
  const tabs: readonly Tab[] = [
    { id: "texts", words: "Messages", note: unread(shown.value, own.length - seen.value) },
    { id: "call", words: "Call", note: isBusy && shown.value !== "call" ? "on now" : "" },
  ];
  return (
    <section class="phone" aria-labelledby="phone">
      <h2 id="phone" class="unseen">
        {house.name}’s phone
      </h2>
      <div class="screen">
        <div class="screen-head">
          <p>{name}</p>
          <p>
            {phoneText(district.number)} · this is {phoneText(house.phone)}
          </p>
        </div>
        <Tabs tabs={tabs} shown={shown.value} show={(id) => (shown.value = id)} />
        <div
          class="panel"
          role="tabpanel"
          id={`panel-${shown.value}`}
          aria-labelledby={`tab-${shown.value}`}
          key={`${house.accountId} ${shown.value}`}
        >
          {shown.value === "texts" ? (
            <Texts shown={own} utility={name} accountId={house.accountId} />
          ) : (
            <CallScreen district={district} accountId={house.accountId} />
          )}
        </div>
      </div>
    </section>
  );
}

function unread(shown: string, count: number): string {
  return shown === "texts" || count <= 0 ? "" : `${String(count)} new`;
}
