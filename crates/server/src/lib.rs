//! The tickwire binary: configuration, telemetry and wiring.
