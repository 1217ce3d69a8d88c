//! Pages at a cursor, as Prisma cuts them.

use prisma::{and, not, or, signal};

use super::fixture::{World, at_second};

/// Six signals at three different times, so that the first key of the order has ties.
async fn signals(world: &World) {
    for (key, second) in [("a", 1), ("b", 2), ("c", 2), ("d", 2), ("e", 3), ("f", 3)] {
        world.signal(&world.ours, key, second).await;
    }
}

fn keys(rows: &[signal::Data]) -> Vec<&str> {
    rows.iter().map(|row| row.dedup_key.as_str()).collect()
}

#[tokio::test]
async fn pages_meet_without_a_gap_or_a_double() {
    let world = World::new().await;
    signals(&world).await;
    let signals = || {
        let all = world.ours.db.signal().find_many(vec![]);
        all.order_by(signal::received_at::desc()).order_by(signal::id::desc())
    };
    let mut seen: Vec<String> = Vec::new();
    let mut page = signals().take(2).exec().await.unwrap();
    while let Some(last) = page.last() {
        let cursor = signal::id::equals(last.id);
        seen.extend(keys(&page).into_iter().map(str::to_owned));
        page = signals().cursor(cursor).skip(1).take(2).exec().await.unwrap();
    }
    assert_eq!(seen, ["f", "e", "d", "c", "b", "a"]);
}

#[tokio::test]
async fn the_cursor_row_is_part_of_the_page() {
    let world = World::new().await;
    signals(&world).await;
    let c = world
        .ours
        .db
        .signal()
        .find_first(vec![signal::dedup_key::equals("c".to_owned())])
        .exec()
        .await
        .unwrap();
    let c = c.unwrap().id;
    let find = || world.ours.db.signal().find_many(vec![]).cursor(signal::id::equals(c));
    assert_eq!(keys(&find().exec().await.unwrap()), ["c", "d", "e", "f"]);
    assert_eq!(keys(&find().skip(1).take(2).exec().await.unwrap()), ["d", "e"]);
    // Backwards: the last ones up to the cursor, still in the order asked for.
    assert_eq!(keys(&find().take(-2).exec().await.unwrap()), ["b", "c"]);
    assert_eq!(keys(&find().take(-2).skip(1).exec().await.unwrap()), ["a", "b"]);
    assert_eq!(keys(&world.ours.db.signal().find_many(vec![]).take(-2).exec().await.unwrap()), ["e", "f"]);
}

#[tokio::test]
async fn keys_may_go_in_different_directions() {
    let world = World::new().await;
    signals(&world).await;
    let find = || {
        let all = world.ours.db.signal().find_many(vec![]);
        all.order_by(signal::received_at::desc()).order_by(signal::dedup_key::asc())
    };
    let all = find().exec().await.unwrap();
    assert_eq!(keys(&all), ["e", "f", "b", "c", "d", "a"]);
    for (position, row) in all.iter().enumerate() {
        let rest =
            find().order_by(signal::id::asc()).cursor(signal::id::equals(row.id)).exec().await.unwrap();
        assert_eq!(keys(&rest), keys(&all[position..]));
    }
}

#[tokio::test]
async fn nulls_keep_their_place_at_a_cursor() {
    let world = World::new().await;
    signals(&world).await;
    for (key, reason) in [("b", "x"), ("e", "y")] {
        let filter = vec![signal::dedup_key::equals(key.to_owned())];
        let set = vec![
            signal::reject_reason::set(Some(reason.to_owned())),
            signal::status::set(prisma::SignalStatus::Rejected),
        ];
        assert_eq!(world.ours.db.signal().update_many(filter, set).exec().await.unwrap(), 1);
    }
    for (order, expected) in [
        (signal::reject_reason::asc(), ["b", "e", "a", "c", "d", "f"]),
        (signal::reject_reason::desc(), ["a", "c", "d", "f", "e", "b"]),
    ] {
        let find = || {
            world
                .ours
                .db
                .signal()
                .find_many(vec![])
                .order_by(order.clone())
                .order_by(signal::dedup_key::asc())
        };
        let all = find().exec().await.unwrap();
        assert_eq!(keys(&all), expected);
        for (position, row) in all.iter().enumerate() {
            let rest = find().cursor(signal::id::equals(row.id)).exec().await.unwrap();
            assert_eq!(keys(&rest), keys(&all[position..]), "from {}", row.dedup_key);
        }
    }
}

#[tokio::test]
async fn filters_combine() {
    let world = World::new().await;
    signals(&world).await;
    let key = |key: &str| signal::dedup_key::equals(key.to_owned());
    for (filters, expected) in [
        (vec![or([key("a"), key("f")])], vec!["a", "f"]),
        (vec![or([])], vec![]),
        (vec![and([])], vec!["a", "b", "c", "d", "e", "f"]),
        (vec![not([key("a"), key("b")])], vec!["c", "d", "e", "f"]),
        (vec![signal::received_at::gt(at_second(2))], vec!["e", "f"]),
        (vec![signal::received_at::lte(at_second(2)), not([key("b")])], vec!["a", "c", "d"]),
        (vec![signal::dedup_key::in_vec(vec!["a".into(), "z".into()])], vec!["a"]),
        (vec![signal::dedup_key::not_in_vec(vec!["a".into(), "b".into()])], vec!["c", "d", "e", "f"]),
        (vec![signal::dedup_key::contains("b")], vec!["b"]),
        (vec![signal::dedup_key::starts_with("_")], vec![]),
        (vec![signal::reject_reason::is_null(), key("d")], vec!["d"]),
        (vec![signal::reject_reason::is_not_null()], vec![]),
    ] {
        let rows = world
            .ours
            .db
            .signal()
            .find_many(filters)
            .order_by(signal::dedup_key::asc())
            .exec()
            .await
            .unwrap();
        assert_eq!(keys(&rows), expected);
    }
}
