//! What the maintainers run: `cargo xtask test`, `cargo xtask bench`, `cargo xtask corpus`.

fn main() {}
