//! How long the bindings of 1,000 procedures take: 100 namespaces of ten, each with types of its own.
//!
//! Run it as users of a generator do: `cargo run --release --example thousand`.
#![expect(clippy::print_stdout, reason = "it says what it measures")]

use std::time::Instant;

use rspc::{Builder, Failure, Router, Transformer};

macro_rules! namespaces {
    ($($name:ident)*) => {
        $(mod $name {
            use rspc::{Builder, Failure, Router};

            #[derive(serde::Serialize, specta::Type)]
            #[specta(inline)]
            struct Row {
                id: String,
                price: f64,
                note: Option<String>,
            }

            #[rspc::input]
            struct Input {
                #[garde(length(chars, min = 1, max = 64))]
                name: String,
                #[garde(inner(range(min = 1, max = 200)))]
                limit: Option<u32>,
                #[garde(dive)]
                filter: Filter,
            }

            #[rspc::input]
            #[specta(inline)]
            struct Filter {
                #[garde(pattern("^[A-Z]+$"))]
                symbol: String,
                from: Option<f64>,
            }

            async fn answer((): (), input: Input) -> Result<Vec<Row>, Failure> {
                let Input { name, limit, filter } = input;
                let price = f64::from(limit.unwrap_or_default()) + filter.from.unwrap_or_default();
                Ok(vec![Row { id: name, price, note: Some(filter.symbol) }])
            }

            pub(super) fn router() -> Router<(), ()> {
                (0..10).fold(Router::new(), |router, n| {
                    router.query(&format!("procedure{n}"), Builder::new(()), answer)
                })
            }
        })*

        fn router() -> Router<(), ()> {
            Router::new()$(.nest(stringify!($name), $name::router()))*
        }
    };
}

namespaces! {
    m00 m01 m02 m03 m04 m05 m06 m07 m08 m09 m10 m11 m12 m13 m14 m15 m16 m17 m18 m19 m20 m21 m22 m23 m24
    m25 m26 m27 m28 m29 m30 m31 m32 m33 m34 m35 m36 m37 m38 m39 m40 m41 m42 m43 m44 m45 m46 m47 m48 m49
    m50 m51 m52 m53 m54 m55 m56 m57 m58 m59 m60 m61 m62 m63 m64 m65 m66 m67 m68 m69 m70 m71 m72 m73 m74
    m75 m76 m77 m78 m79 m80 m81 m82 m83 m84 m85 m86 m87 m88 m89 m90 m91 m92 m93 m94 m95 m96 m97 m98 m99
}

async fn ping((): ()) -> Result<(), Failure> {
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let procedures = router().query("ping", Builder::new(()), ping).build()?;
    for _ in 0..3 {
        let started = Instant::now();
        let files = rspc_bindings::generate(&procedures, Transformer::Superjson)?;
        let bytes: usize = files.iter().map(|file| file.text.len()).sum();
        println!("{} procedures, {bytes} bytes: {:?}", procedures.iter().count(), started.elapsed());
    }
    Ok(())
}
