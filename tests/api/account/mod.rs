//! `account.*`.

mod change_email;
mod change_password;
mod confirm_email;
mod update_profile;
