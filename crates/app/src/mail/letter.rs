//! What is written to people: each letter once, from which come its text and its HTML.

use askama::Template;

use super::Written;

/// A letter to a person.
#[derive(Clone, Copy, Debug)]
pub enum Letter<'a> {
    /// To somebody who wants an account.
    Register {
        /// What the link proves.
        token: &'a str,
    },
    /// To somebody who wants an account and has one.
    AlreadyRegistered,
    /// To somebody who has forgotten the password.
    ResetPassword {
        /// What the link proves.
        token: &'a str,
    },
    /// To somebody whose password is another one now.
    PasswordChanged,
    /// To the address that a person wants to take.
    ConfirmEmail {
        /// What the link proves.
        token: &'a str,
    },
    /// To the address that a person wants to leave.
    EmailChanging {
        /// The address that the person wants to take.
        to: &'a str,
    },
    /// To the address that a person has left.
    EmailChanged {
        /// The address that the person has taken.
        to: &'a str,
    },
    /// To somebody who is offered a place in a team.
    Invitation {
        /// The team.
        team: &'a str,
        /// Who invites.
        by: &'a str,
        /// As what, in a word.
        role: &'a str,
        /// What the link proves.
        token: &'a str,
    },
}

/// A link that something is done by.
struct Action {
    label: &'static str,
    link: String,
}

/// A letter's parts.
struct Parts {
    subject: String,
    paragraphs: Vec<String>,
    action: Option<Action>,
    /// What to do where the letter was not expected.
    otherwise: &'static str,
}

#[derive(Template)]
#[template(path = "letter.txt")]
struct Text<'a> {
    parts: &'a Parts,
    site: &'a str,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    parts: &'a Parts,
    site: &'a str,
}

const IGNORE: &str = "If you did not ask for this, ignore this e-mail: nothing changes.";
const NOT_YOU: &str = "If this was not you, choose another password at once: ask for a link at the log-in page, \
    and log out everywhere.";

impl Letter<'_> {
    /// The letter as its recipient reads it. Links lead to the site.
    pub fn write(&self, site: &str) -> Written {
        let parts = self.parts(site);
        let text = Text { parts: &parts, site }.render();
        let html = Html { parts: &parts, site }.render();
        let rendered = text.and_then(|text| Ok((text, html?)));
        let (text, html) = rendered.expect("writing text into a string does not fail");
        Written { subject: parts.subject, text, html }
    }

    fn parts(&self, site: &str) -> Parts {
        let to = |label, page, token| Action { label, link: format!("{site}/{page}?token={token}") };
        match *self {
            Self::Register { token } => Parts {
                subject: "Finish your registration at Tickwire".to_owned(),
                paragraphs: vec![
                    "Somebody, hopefully you, wants an account with this e-mail address.".to_owned(),
                    "The link works once, for 24 hours.".to_owned(),
                ],
                action: Some(to("Finish your registration", "register/complete", token)),
                otherwise: IGNORE,
            },
            Self::AlreadyRegistered => Parts {
                subject: "You have an account at Tickwire".to_owned(),
                paragraphs: vec![
                    "Somebody, hopefully you, wanted an account with this e-mail address. You have one already: \
                     log in, or choose another password if you have forgotten it."
                        .to_owned(),
                ],
                action: Some(Action { label: "Log in", link: format!("{site}/login") }),
                otherwise: IGNORE,
            },
            Self::ResetPassword { token } => Parts {
                subject: "Choose another password for Tickwire".to_owned(),
                paragraphs: vec![
                    "Somebody, hopefully you, has forgotten the password of this account.".to_owned(),
                    "The link works once, for one hour. A new password ends all sessions.".to_owned(),
                ],
                action: Some(to("Choose another password", "reset/complete", token)),
                otherwise: IGNORE,
            },
            Self::PasswordChanged => Parts {
                subject: "Your password for Tickwire was changed".to_owned(),
                paragraphs: vec![
                    "The password of your account was changed, and your other sessions were ended.".to_owned(),
                ],
                action: None,
                otherwise: NOT_YOU,
            },
            Self::ConfirmEmail { token } => Parts {
                subject: "Confirm your new e-mail address for Tickwire".to_owned(),
                paragraphs: vec![
                    "This address is to become the one that you log in with.".to_owned(),
                    "The link works once, for 24 hours.".to_owned(),
                ],
                action: Some(to("Confirm this address", "confirm-email", token)),
                otherwise: IGNORE,
            },
            Self::EmailChanging { to } => Parts {
                subject: "Your e-mail address for Tickwire is about to change".to_owned(),
                paragraphs: vec![format!(
                    "Your account is to be moved to {}. That takes the link that was sent there; until then this \
                     address stays yours.",
                    plain(to)
                )],
                action: None,
                otherwise: NOT_YOU,
            },
            Self::EmailChanged { to } => Parts {
                subject: "Your e-mail address for Tickwire was changed".to_owned(),
                paragraphs: vec![format!("From now on you log in with {}.", plain(to))],
                action: None,
                otherwise: "If this was not you, write to whoever runs this service at once.",
            },
            Self::Invitation { team, by, role, token } => Parts {
                subject: format!("{} invites you to {} at Tickwire", plain(by), plain(team)),
                paragraphs: vec![
                    format!("{} offers you a place in the team {}, as {}.", plain(by), plain(team), plain(role)),
                    "The link works once, for as long as the invitation stands.".to_owned(),
                ],
                action: Some(to("Accept the invitation", "invite", token)),
                otherwise: "If you do not know them, ignore this e-mail.",
            },
        }
    }
}

/// What people have written, on one line.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "https://trade.example";

    #[test]
    fn text_and_html_say_the_same_and_lead_to_the_same_place() {
        let written = Letter::Register { token: "abc_-1" }.write(SITE);
        let link = "https://trade.example/register/complete?token=abc_-1";
        assert!(written.text.contains(&format!("Finish your registration:\n{link}\n")), "{}", written.text);
        assert!(written.html.contains(&format!("href=\"{link}\"")), "{}", written.html);
        for part in [&written.text, &written.html] {
            assert!(part.contains("The link works once, for 24 hours."), "{part}");
            assert!(part.contains(IGNORE), "{part}");
        }
    }

    #[test]
    fn what_people_wrote_is_text_and_stays_on_its_line() {
        let invitation = Letter::Invitation {
            team: "<script>alert(1)</script>",
            by: "Eve\r\nBcc: all@example.com",
            role: "\"viewer\" & more",
            token: "t",
        };
        let written = invitation.write(SITE);
        assert!(!written.html.contains("<script>"), "{}", written.html);
        assert!(written.html.contains("&#60;script&#62;alert(1)&#60;/script&#62;"), "{}", written.html);
        assert!(written.html.contains("&#34;viewer&#34; &#38; more"), "{}", written.html);
        assert!(written.text.contains("<script>alert(1)</script>"), "{}", written.text);
        assert_eq!(
            written.subject,
            "Eve  Bcc: all@example.com invites you to <script>alert(1)</script> at Tickwire"
        );
    }

    #[test]
    fn every_letter_has_its_parts() {
        let token = "t";
        for letter in [
            Letter::Register { token },
            Letter::AlreadyRegistered,
            Letter::ResetPassword { token },
            Letter::PasswordChanged,
            Letter::ConfirmEmail { token },
            Letter::EmailChanging { to: "new@example.com" },
            Letter::EmailChanged { to: "new@example.com" },
            Letter::Invitation { team: "A team", by: "ada@example.com", role: "trader", token },
        ] {
            let Written { subject, text, html } = letter.write(SITE);
            assert!(!subject.is_empty() && !subject.contains('\n'), "{letter:?}: {subject}");
            assert!(text.ends_with("Tickwire, https://trade.example\n"), "{letter:?}: {text}");
            assert!(html.contains(&format!("<title>{subject}</title>")), "{letter:?}: {html}");
        }
    }
}
