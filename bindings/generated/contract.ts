// Generated from the Rust router. Do not edit: run `just gen`.

/** What these bindings were generated from. The server names what it has in the header `x-contract`. */
export const contract = '3191a336979f0aae';
