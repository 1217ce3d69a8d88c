//! How e-mail leaves the house.

use anyhow::{Context, bail};
use app::mail::Transport;
use clap::Args;

use super::Mode;

/// The mail server.
#[derive(Args, Clone, Debug)]
pub(crate) struct Mail {
    /// The mail server: `smtps://user:password@mail.example:465`, or `smtp://…:587?tls=required` for STARTTLS. In
    /// development it may be left out: mails are then read at /dev/mail.
    #[arg(long, env = "TICKWIRE_SMTP_URL", value_name = "TICKWIRE_SMTP_URL", hide_env_values = true)]
    smtp_url: Option<String>,
    /// Who writes: Tickwire <no-reply@trade.example>
    #[arg(long, env = "TICKWIRE_MAIL_FROM", value_name = "TICKWIRE_MAIL_FROM")]
    mail_from: Option<String>,
}

impl Mail {
    /// The way that mails take.
    pub(crate) fn transport(&self, mode: Mode) -> anyhow::Result<Transport> {
        let given = |setting: &Option<String>| setting.clone().filter(|text| !text.is_empty());
        let Some(url) = given(&self.smtp_url) else {
            if mode == Mode::Development {
                return Ok(Transport::Kept);
            }
            bail!(
                "TICKWIRE_SMTP_URL is not set: say which mail server to use, such as smtps://user:password@mail.example:465"
            );
        };
        let from = given(&self.mail_from);
        let from = from.context(
            "TICKWIRE_MAIL_FROM is not set: say who writes, such as Tickwire <no-reply@trade.example>",
        )?;
        Transport::smtp(&url, &from).context("TICKWIRE_SMTP_URL or TICKWIRE_MAIL_FROM is wrong")
    }
}
