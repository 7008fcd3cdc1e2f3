//! Makes the program again when something that is embedded in it changes.

fn main() {
    for embedded in ["templates", "theme", "content", "site.toml", "docs/codes"] {
        println!("cargo:rerun-if-changed={embedded}");
    }
}
