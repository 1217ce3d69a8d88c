//! Inbound hooks, called as the services outside call them.

mod tradingview;
