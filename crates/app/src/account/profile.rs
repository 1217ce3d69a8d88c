//! How a person is called.

use prisma::user;

use crate::{App, Result, auth::Person};

/// Gives the person another name.
pub async fn rename(app: &App, person: Person, name: String) -> Result<Person> {
    let renamed = [user::name::set(name.clone())];
    app.system.user().update_many([user::id::equals(person.user)], renamed).exec().await?;
    let user = person.user;
    app.known.forget_people(move |person| person.user == user);
    Ok(Person { name, ..person })
}
