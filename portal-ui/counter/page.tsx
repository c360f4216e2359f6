import { untracked, useSignalEffect } from "@preact/signals";
import { openNamed, shown } from "./account.ts";
import { clearSearch } from "./find.ts";
import { isOffline } from "./hub.ts";
import { words } from "./language.ts";
import { forgetLeaving } from "./leaving.ts";
import { lookAtQueue, queue } from "./queue.ts";
import { AccountPart } from "./parts/account-part.tsx";
import { QueuePart } from "./parts/queue-part.tsx";
import { Receipt } from "./parts/receipt.tsx";
import { SignIn } from "./parts/sign-in.tsx";
import { TillPart } from "./parts/till-part.tsx";
import { Top } from "./parts/top.tsx";
import { session } from "./session.ts";
import { forgetTill, resumeTill, till } from "./till.ts";

/** Nothing of the one utility is left on the page for whoever signs in next. */
function forgetAll(): void {
  shown.value = { kind: "none" };
  queue.value = null;
  clearSearch();
  forgetLeaving();
  forgetTill();
}

export function CounterPage() {
  useSignalEffect(() => {
    const { kind } = session.value;
    untracked(() => {
      if (kind === "out") forgetAll();
      if (kind !== "in") return;
      resumeTill();
      openNamed();
      void lookAtQueue();
    });
  });
  const isIn = session.value.kind === "in";
  return (
    <>
      <Top />
      <p class="trouble" role="status">
        {isIn && isOffline.value ? words.value.offline : ""}
      </p>
      {isIn ? (
        <main class="desk">
          <QueuePart />
          <AccountPart />
          <TillPart />
        </main>
      ) : (
        <main class="door">
          <SignIn />
        </main>
      )}
      {till.value.kind === "taken" && <Receipt taken={till.value} isForPaper />}
    </>
  );
}
