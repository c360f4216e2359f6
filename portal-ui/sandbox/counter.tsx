import { picked, pickedDistrict } from "./live.ts";

/** Ways to the counter of the picked home's utility, with that home's account open, and to the page of its customers. */
export function Counter() {
  const house = picked.value;
  const district = pickedDistrict.value;
  if (house === null || district === null) return null;
  const utility = encodeURIComponent(district.utilityId);
  return (
    <section class="card counter" aria-labelledby="counter">
      <div>
        <h2 id="counter">The counter of {district.name}</h2>
        <p class="quiet">
          Where {house.name} pays a clerk in cash, and where people answer whoever asks for one.{" "}
          <strong>Simulated</strong>: the sandbox made a key for it.
        </p>
        <a
          href={`/counter?utility=${utility}#${encodeURIComponent(house.accountId)}`}
          target="counter"
        >
          Open the counter
        </a>
      </div>
      <div>
        <h2>The page of its customers</h2>
        <p class="quiet">
          Where {house.name} sees and pays at home: account number {house.accountId}, then the code
          that comes to the phone beside.
        </p>
        <a href={`/my/${utility}`} target="customer">
          Open the page
        </a>
      </div>
    </section>
  );
}
