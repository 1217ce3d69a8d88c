//! Another history: positions of the one before are void.

use prisma::{SystemDb, stream_head};
use prisma_client_rust::Source;

use crate::Result;

/// Gives every stream another epoch, and answers how many there are. Once a backup was put back, a number that was seen
/// before names another event: whoever comes with a position of the epoch before is told to read anew.
pub async fn renew(system: &SystemDb, source: &dyn Source) -> Result<u64> {
    let epoch = stream_head::epoch::set(source.uuid_v4());
    Ok(system.stream_head().update_many([], [epoch]).exec().await?)
}
