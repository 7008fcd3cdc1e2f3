//! Debian's packages, installed where they are missing.

use std::path::PathBuf;
use std::process::Command;

use crate::run::{Trouble, output, succeeds, which};

/// The first of `programs` that is on the PATH; where none is, Debian's `package` is installed,
/// which brings one of them.
pub(crate) fn program(programs: &[&str], package: &str) -> Result<PathBuf, Trouble> {
    let found = || programs.iter().find_map(which);
    if let Some(program) = found() {
        return Ok(program);
    }
    install(package)?;
    found().ok_or_else(|| format!("apt-get installed {package}, and it is not on the PATH").into())
}

/// A file or folder that Debian's `package` brings; that is installed where it is missing.
pub(crate) fn file(path: &str, package: &str) -> Result<PathBuf, Trouble> {
    let path = PathBuf::from(path);
    if !path.exists() {
        install(package)?;
    }
    if path.exists() { Ok(path) } else { Err(format!("{package} has no {}", path.display()).into()) }
}

/// Installs a package.
pub(crate) fn install(package: &str) -> Result<(), Trouble> {
    if which("apt-get").is_none() {
        return Err(format!("no {package}, and no apt-get to install it: install it by hand").into());
    }
    println!("no {package} here: installing Debian's package");
    let is_root = output(Command::new("id").arg("-u"))?.trim() == "0";
    let apt = |arguments: &[&str]| {
        let mut command = if is_root { Command::new("apt-get") } else { Command::new("sudo") };
        if !is_root {
            command.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        }
        succeeds(command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments))
    };
    let install = ["install", "-y", "-qq", "--no-install-recommends", package];
    if !apt(&install)? {
        // The lists of a fresh machine are empty or old.
        apt(&["update", "-qq"])?;
        if !apt(&install)? {
            return Err(format!("apt-get could not install {package}").into());
        }
    }
    Ok(())
}
