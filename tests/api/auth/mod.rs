//! `auth.*`.

mod complete_registration;
mod complete_sign_in;
mod confirm;
mod devices;
mod forgot_password;
mod login;
mod logout;
mod logout_everywhere;
mod me;
mod providers;
mod register;
mod reset_password;
mod timing;
mod two_steps;
