//! Makes the program again when a built-in template or a file of the theme changes.

fn main() {
    println!("cargo:rerun-if-changed=templates");
    println!("cargo:rerun-if-changed=theme");
}
