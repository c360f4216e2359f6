export { HubObject } from "./hub-object.ts";

export default {
  fetch(): Response {
    return new Response("no such page", { status: 404 });
  },
} satisfies ExportedHandler<Cloudflare.Env>;
