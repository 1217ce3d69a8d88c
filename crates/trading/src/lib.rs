//! The rules of trading: money, orders, positions, risk; pure, no IO, no clock.
