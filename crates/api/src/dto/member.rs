//! A member on the wire.

use app::members::Member;
use prisma::Role;
use serde::Serialize;
use superjson::Date;

use super::UserId;

/// A person with a place in the tenant.
#[derive(Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "Member")]
pub(crate) struct MemberDto {
    user_id: UserId,
    /// The address that the person logs in with.
    email: String,
    /// How the person is called; empty where that was never said.
    name: String,
    /// What the person is here.
    role: Role,
    /// Since when.
    joined_at: Date,
}

impl From<Member> for MemberDto {
    fn from(member: Member) -> Self {
        Self {
            user_id: member.user.into(),
            email: member.email,
            name: member.name,
            role: member.role,
            joined_at: Date(member.joined_at),
        }
    }
}
